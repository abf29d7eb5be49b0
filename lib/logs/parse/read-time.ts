/**
 * Nanoseconds since 1970 of a value that names a time: a number or a text of digits in seconds, milliseconds, microseconds
 * or nanoseconds (told apart by size, fractions kept), or ISO 8601 with up to nine digits of a second, with or without zone
 * (then UTC). Undefined for anything else, and for times outside 1970 to 2261.
 */
export function readTime(_value: unknown): bigint | undefined {
  return undefined;
}
