/** A place in a file as engines write it. */
export interface Location {
  path: string;
  lineno?: number;
  colno?: number;
}

/** `path:line:column` or `path:line`, read from the end; without numbers it is all path. */
export function readLocation(text: string): Location {
  const last = readNumber(text, text.length);
  if (!last) return { path: text };
  const first = readNumber(text, last.at);
  return first
    ? { path: text.slice(0, first.at), lineno: first.value, colno: last.value }
    : { path: text.slice(0, last.at), lineno: last.value };
}

/** A number of at most nine digits after a colon that ends at `end`. */
function readNumber(text: string, end: number): { value: number; at: number } | undefined {
  let at = end;
  while (at > 0 && end - at < 9 && isDigit(text.charCodeAt(at - 1))) at--;
  if (at === end || at < 2 || text[at - 1] !== ":") return undefined;
  return { value: Number(text.slice(at, end)), at: at - 1 };
}

/** `shop.errors.CartError: no cart` → its parts, if a name of letters, digits, `_`, `$` and dots stands before the colon. */
export function readHeader(line: string): { name: string; value: string } | undefined {
  let end = 0;
  while (end < line.length && isNamePart(line.charCodeAt(end))) end++;
  if (end === 0 || isDigit(line.charCodeAt(0)) || line[end - 1] === ".") return undefined;
  if (end === line.length) return { name: line, value: "" };
  if (line[end] !== ":" || (end + 1 < line.length && line[end + 1] !== " ")) return undefined;
  return { name: line.slice(0, end), value: line.slice(end + 1).trim() };
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isNamePart(code: number): boolean {
  return (
    isDigit(code) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code === 36 ||
    code === 46 ||
    code > 127
  );
}
