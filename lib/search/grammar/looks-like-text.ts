import { isDigit } from "./characters";

/** Longest text after a colon that is looked at. */
export const lookAhead = 20;

const lineAndColumn = /^\d{1,8}:\d/;

/**
 * What people paste is full of colons that separate no key: `https://…`, `std::vector`, `12:30`, `C:\app`, `cart.ts:42:13`.
 * Asked for names that the caller does not know; a tag of such a name is still reached by `tags[name]`.
 * @param rest what follows the colon, at least `lookAhead` characters of it
 */
export function looksLikeText(name: string, rest: string): boolean {
  if (rest.startsWith("//") || rest.startsWith(":")) return true;
  if (name.length === 1 && (rest.startsWith("\\") || rest.startsWith("/"))) return true;
  return isAllDigits(name) || (name.includes(".") && lineAndColumn.test(rest));
}

/** Whether a name is a number: what stands before the colon of a time or after the one of a line. */
export function isAllDigits(name: string): boolean {
  for (const character of name) if (!isDigit(character)) return false;
  return true;
}
