const DIGIT = 1;
const HEX = 2;
const WORD = 4;

/** What each ASCII character is; looked up a few times for every character of every event. */
const KINDS = new Uint8Array(128);
for (let code = 48; code <= 57; code++) KINDS[code] = DIGIT | HEX | WORD;
for (let code = 97; code <= 122; code++) KINDS[code] = WORD | (code <= 102 ? HEX : 0);
for (let code = 65; code <= 90; code++) KINDS[code] = WORD | (code <= 70 ? HEX : 0);
KINDS[95] = WORD;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isHexDigit(code: number): boolean {
  return code < 128 && ((KINDS[code] as number) & HEX) !== 0;
}

/** Letters, digits and the underscore. */
export function isWord(code: number): boolean {
  return code < 128 && ((KINDS[code] as number) & WORD) !== 0;
}

/** The index of the first character from `start` on that does not belong. */
export function skipWhile(text: string, start: number, belongs: (code: number) => boolean): number {
  let end = start;
  while (end < text.length && belongs(text.charCodeAt(end))) end++;
  return end;
}

/** `text.split(old).join(replacement)` for texts that seldom hold it. */
export function replaceAll(text: string, old: string, replacement: string): string {
  return text.includes(old) ? text.split(old).join(replacement) : text;
}

/** Removes what `belongs` right after every occurrence of `marker`, in one pass. */
export function dropAfter(text: string, marker: string, belongs: (code: number) => boolean): string {
  let found = text.indexOf(marker);
  if (found < 0) return text;
  let out = "";
  let from = 0;
  while (found >= 0) {
    const end = found + marker.length;
    out += text.slice(from, end);
    from = skipWhile(text, end, belongs);
    found = text.indexOf(marker, from);
  }
  return out + text.slice(from);
}
