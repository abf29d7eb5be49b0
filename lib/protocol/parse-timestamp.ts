const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s?(?:([Zz]|UTC)|([+-])(\d\d):?(\d\d)?)?)?$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const MAX_TEXT = 64;
/** 9999-12-31T23:59:59.999Z: beyond it `toISOString` needs six digits for the year. */
const LAST_MS = 253_402_300_799_999;

/**
 * Epoch milliseconds, or null if it is no time from 1970 to 9999. Takes seconds, milliseconds, microseconds or
 * nanoseconds since 1970 as number or text (told apart by size), and ISO 8601 with or without zone (then UTC).
 */
export function parseTimestamp(value: unknown): number | null {
  if (typeof value === "number") return fromNumber(value);
  if (typeof value !== "string" || value.length > MAX_TEXT) return null;
  const text = value.trim();
  return NUMBER.test(text) ? fromNumber(Number(text)) : fromText(text);
}

function fromNumber(value: number): number | null {
  if (value < 1e11) return inRange(value * 1000);
  if (value < 1e14) return inRange(value);
  if (value < 1e17) return inRange(value / 1000);
  return inRange(value / 1e6);
}

function fromText(text: string): number | null {
  const match = DATE_TIME.exec(text);
  if (!match) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, hour, minute] = [part(1), part(2), part(3), part(4), part(5)];
  // A leap second becomes the last millisecond before it.
  const leap = part(6) === 60;
  const second = leap ? 59 : part(6);
  if (hour > 23 || minute > 59 || second > 59 || part(10) > 23 || part(11) > 59) return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (!midnight.toISOString().startsWith(text.slice(0, 10))) return null;
  const fraction = leap ? 999 : Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const offset = (part(10) * 60 + part(11)) * 60_000 * (match[9] === "-" ? -1 : 1);
  return inRange(midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offset);
}

function inRange(ms: number): number | null {
  const rounded = Math.round(ms);
  return rounded >= 0 && rounded <= LAST_MS ? rounded : null;
}
