/** Stands for a value that changes. */
export const CHANGING = "\u0000";

/** Letters that have to stay beside a value: less says nothing about what it belongs to. */
const LEAST_LETTERS = 3;

/**
 * A name with `CHANGING` where numbers and hashes stand: `handler_4f2a` and `handler_19` are the same then. Words that hold
 * a digit are taken out, but for three letters and more before the digit. Undefined when there is nothing to take out, or
 * too little is left. One pass.
 */
export function generalise(name: string): string | undefined {
  let text = "";
  let letters = 0;
  let isFound = false;
  for (let at = 0; at < name.length; ) {
    const end = wordEnd(name, at);
    if (end === at) {
      text += name.charAt(at++);
      continue;
    }
    const word = name.slice(at, end);
    at = end;
    const kept = keptOf(word);
    letters += kept.length;
    text += kept;
    if (kept.length === word.length) continue;
    isFound = true;
    text += CHANGING;
  }
  return isFound && letters >= LEAST_LETTERS ? text : undefined;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at)))) at++;
  return at;
}

/** What of a word stays: all of it without a digit, else its letters before the first, if they are a word of their own. */
function keptOf(word: string): string {
  let digit = 0;
  while (digit < word.length && !isDigit(word.charCodeAt(digit))) digit++;
  if (digit === word.length) return word;
  return digit >= LEAST_LETTERS && !isHex(word.slice(0, digit)) ? word.slice(0, digit) : "";
}

function isHex(text: string): boolean {
  for (const character of text.toLowerCase()) if (character > "f") return false;
  return true;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
