// Crockford's alphabet: no I, L, O, U, so that an id can be read out over the phone.
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The id that people use: project prefix and number in base 32, for example `WEB-4F2`. Both parts are unique together. */
export function formatShortId(prefix: string, number: number): string {
  let digits = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) digits = DIGITS.charAt(rest % 32) + digits;
  return `${prefix}-${digits || "0"}`;
}

/** Reads `web-4f2`, in any case; null when it can't be a short id. */
export function parseShortId(text: string): { prefix: string; number: number } | null {
  const match = /^([A-Z0-9]{1,16})-([0-9A-HJKMNP-TV-Z]{1,10})$/.exec(text.toUpperCase());
  if (!match?.[1] || !match[2]) return null;
  let number = 0;
  for (const digit of match[2]) number = number * 32 + DIGITS.indexOf(digit);
  return Number.isSafeInteger(number) ? { prefix: match[1], number } : null;
}
