/** Control and format characters: those a terminal acts upon, and those that change the look or order of a text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * One argument of a POSIX-like shell. Plain text stands in single quotes; text with unseen characters is written with
 * escapes in the $'…' form of bash and zsh, so that pasting it does nothing but paste.
 */
export function shellQuote(text: string): string {
  if (!UNSEEN.test(text)) return `'${text.split("'").join(`'\\''`)}'`;
  let quoted = "";
  for (const character of text) {
    if (character === "\\" || character === "'") quoted += `\\${character}`;
    else quoted += UNSEEN.test(character) ? escaped(character) : character;
  }
  return `$'${quoted}'`;
}

/** NUL cannot be part of an argument. Always the full number of digits, so that a following digit never joins. */
function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex === "0") return "";
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
