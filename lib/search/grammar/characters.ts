/** Stands around the names of the operators that Sentry's interface writes: U+F00D. */
export const operatorMark = "\uf00d";

/** The same mark as text, as it looks in documents. */
export const operatorMarkText = "\\uf00d";

const escapable = new Set('\\"*?()[]{},:;!=<>~|/-+&\uf00d');

/** White space of any script; false at the end of the text. */
export function isSpace(character: string): boolean {
  return character !== "" && character.trim() === "";
}

/** End of the text counts as the end of a word. */
export function isWordEnd(character: string): boolean {
  return character === "" || character === "|" || character === ")" || isSpace(character);
}

export function isDigit(character: string): boolean {
  return character >= "0" && character <= "9" && character.length === 1;
}

function isLetter(character: string): boolean {
  return (character >= "a" && character <= "z") || (character >= "A" && character <= "Z");
}

export function isLetterOrDigit(character: string): boolean {
  return isLetter(character) || isDigit(character);
}

/** Whether a name without quotes can begin so. */
export function isKeyStart(character: string): boolean {
  return isLetterOrDigit(character) || character === "_" || character === "@" || character === ".";
}

/** Whether a name without quotes can go on so. */
export function isKeyPart(character: string): boolean {
  return isKeyStart(character) || character === "-";
}

/** Whether a backslash before it takes its meaning away. Before anything else a backslash is itself: `C:\app`. */
export function isEscapable(character: string): boolean {
  return escapable.has(character) || isSpace(character);
}

/** The first position at or after `at` that is not white space. */
export function skipSpace(text: string, at: number): number {
  let end = at;
  while (isSpace(text.charAt(end))) end += 1;
  return end;
}
