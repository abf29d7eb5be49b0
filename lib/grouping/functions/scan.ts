export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** Letters, digits and the underscore. */
export function isWord(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** The index of the first character from `start` on that does not belong. */
export function skipWhile(text: string, start: number, belongs: (code: number) => boolean): number {
  let end = start;
  while (end < text.length && belongs(text.charCodeAt(end))) end++;
  return end;
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
