/** Digits of an integer that a double may not hold. */
const LONG = /-?\d{16,20}(?![\d.eE])/g;
const SHORTEST = 16;
/** Deeper values keep what a double holds. */
const MAX_DEPTH = 16;

/**
 * What JSON.parse made of a text, with integers beyond 2⁵³ as `write` gives them instead of rounded: ids of 64 bits are
 * common. Changes `value` in place.
 */
export function keepDigits<T>(text: string, value: T, write: (digits: string) => bigint | string): T {
  if (!hasLong(text)) return value;
  const digitsOf = new Map<number, string | null>();
  for (const [digits] of text.matchAll(LONG)) {
    const rounded = Number(digits);
    if (Number.isSafeInteger(rounded)) continue;
    const other = digitsOf.get(rounded);
    // Two that are rounded to the same cannot be told apart.
    digitsOf.set(rounded, other === undefined || other === digits ? digits : null);
  }
  if (digitsOf.size === 0) return value;
  const restore = (one: unknown, depth: number): unknown => {
    if (typeof one === "number") {
      const digits = digitsOf.get(one);
      return typeof digits === "string" ? write(digits) : one;
    }
    if (typeof one !== "object" || one === null || depth >= MAX_DEPTH) return one;
    for (const [key, inner] of Object.entries(one)) {
      const kept = restore(inner, depth + 1);
      if (kept !== inner) Object.defineProperty(one, key, { value: kept });
    }
    return one;
  };
  return restore(value, 0) as T;
}

/** Whether so many digits follow each other; each such run crosses a place that is looked at. */
function hasLong(text: string): boolean {
  for (let at = SHORTEST - 1; at < text.length; at += SHORTEST) {
    if (!isDigit(text, at)) continue;
    let from = at;
    let to = at + 1;
    while (isDigit(text, from - 1)) from--;
    while (to - from < SHORTEST && isDigit(text, to)) to++;
    if (to - from >= SHORTEST) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
