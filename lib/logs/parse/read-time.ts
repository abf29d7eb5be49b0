const SECOND = 1_000_000_000n;
/** 2262-01-01, in seconds: later than this, nanoseconds leave 64 bits soon. */
const LAST_SECOND = 9_214_646_400;
/** A smaller number is a duration or a counter: 1973 in seconds. */
const LEAST = 1e8;
const MAX_TEXT = 64;
const NUMBER = /^(\d{1,19})(?:\.(\d{1,18}))?$/;
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Nanoseconds since 1970 of a value that names a time: a number or a text of digits in seconds, milliseconds, microseconds
 * or nanoseconds (told apart by size, fractions kept), or ISO 8601 with up to nine digits of a second, with or without zone
 * (then UTC). Numbers below 10⁸ name none: they count or measure something. Undefined for anything else, and for times
 * outside 1970 to 2261.
 */
export function readTime(value: unknown): bigint | undefined {
  if (typeof value === "string") return fromText(value);
  if (typeof value === "number") return fromNumber(value);
  if (typeof value === "bigint") return fromDigits(String(value), "");
  if (typeof value === "object" && value !== null) return fromObject(value as Record<string, unknown>);
  return undefined;
}

function fromNumber(value: number): bigint | undefined {
  // What a double holds beyond microseconds of this century is noise.
  if (!(value >= LEAST)) return undefined;
  if (value < 1e11) return inRange(BigInt(Math.round(value * 1e6)) * 1_000n);
  if (value < 1e14) return inRange(BigInt(Math.round(value * 1e3)) * 1_000n);
  if (value < 1e17) return inRange(BigInt(Math.round(value)) * 1_000n);
  // The shortest digits that mean this double are what was most likely sent.
  return value < 1e19 ? inRange(BigInt(String(value))) : undefined;
}

/** Digits are read one by one, so that a text keeps what a double would lose. */
function fromDigits(whole: string, fraction: string): bigint | undefined {
  const size = Number(whole);
  if (size < LEAST) return undefined;
  const places = size < 1e11 ? 9 : size < 1e14 ? 6 : size < 1e17 ? 3 : 0;
  return inRange(BigInt(whole + fraction.slice(0, places).padEnd(places, "0")));
}

/** Mongo's `{"$date": …}`, Monolog's `{"date": …, "timezone": "UTC"}`, Log4j's `{"epochSecond": …, "nanoOfSecond": …}`. */
function fromObject(value: Record<string, unknown>): bigint | undefined {
  const { epochSecond, nanoOfSecond } = value;
  if (typeof epochSecond === "number" && Number.isSafeInteger(epochSecond)) {
    const nanos = typeof nanoOfSecond === "number" && Number.isSafeInteger(nanoOfSecond) ? nanoOfSecond : 0;
    return inRange(BigInt(epochSecond) * SECOND + BigInt(nanos));
  }
  const inner = value["$date"] ?? value["date"];
  return typeof inner === "object" ? undefined : readTime(inner);
}

function fromText(text: string): bigint | undefined {
  const fast = readIso(text);
  if (fast !== undefined) return fast;
  if (text.length > MAX_TEXT) return undefined;
  const trimmed = text.trim();
  const [, whole, fraction = ""] = NUMBER.exec(trimmed) ?? [];
  if (whole !== undefined) return fromDigits(whole, fraction);
  return trimmed === text ? undefined : readIso(trimmed);
}

/** `2026-11-22T21:52:16.123456789+01:00`; also with `/`, a blank instead of T, a comma, or without time, seconds or zone. */
function readIso(text: string): bigint | undefined {
  const { length } = text;
  if (length < 10 || length > MAX_TEXT) return undefined;
  const separator = text.charCodeAt(4);
  if ((separator !== 45 && separator !== 47) || text.charCodeAt(7) !== separator) return undefined;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const days = daysSince1970(year, month, day);
  if (days === undefined) return undefined;
  if (length === 10) return inSeconds(days * 86_400, 0);
  const gap = text.charCodeAt(10);
  if (gap !== 84 && gap !== 32 && gap !== 116) return undefined;
  const hour = two(text, 11);
  const minute = text.charCodeAt(13) === 58 ? two(text, 14) : Number.NaN;
  let at = 16;
  let second = 0;
  let nanos = 0;
  if (text.charCodeAt(16) === 58) {
    second = two(text, 17);
    at = 19;
    const mark = text.charCodeAt(19);
    if (mark === 46 || mark === 44) {
      let scale = 100_000_000;
      for (at = 20; isDigit(text.charCodeAt(at)); at++) {
        nanos += (text.charCodeAt(at) - 48) * scale;
        scale = Math.floor(scale / 10);
      }
      if (at === 20) return undefined;
    }
  }
  // A leap second becomes the last nanosecond before the next.
  if (second === 60) {
    second = 59;
    nanos = 999_999_999;
  }
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
  const offset = readOffset(text, at);
  if (offset === undefined) return undefined;
  return inSeconds(days * 86_400 + hour * 3_600 + minute * 60 + second - offset, nanos);
}

/** Seconds east of Greenwich; 0 without a zone. */
function readOffset(text: string, from: number): number | undefined {
  let at = from;
  if (text.charCodeAt(at) === 32) at++;
  if (at >= text.length) return 0;
  const mark = text.charCodeAt(at);
  if (mark === 90 || mark === 122) return at + 1 === text.length ? 0 : undefined;
  if (mark === 85) return text.slice(at) === "UTC" ? 0 : undefined;
  if (mark !== 43 && mark !== 45) return undefined;
  const hours = two(text, at + 1);
  const rest = text.slice(at + 3);
  const minutes = rest === "" ? 0 : two(rest, rest.startsWith(":") ? 1 : 0);
  if (!(hours < 24 && minutes < 60) || rest.length > 3) return undefined;
  return (mark === 45 ? -1 : 1) * (hours * 3_600 + minutes * 60);
}

/** Days of the proleptic Gregorian calendar; undefined for a date that does not exist or lies before 1970. */
function daysSince1970(year: number, month: number, day: number): number | undefined {
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > (DAYS_IN[month - 1] as number) + (month === 2 && isLeap ? 1 : 0)) return undefined;
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477;
  const inYear = (DAYS_BEFORE[month - 1] as number) + (month > 2 && isLeap ? 1 : 0) + day - 1;
  return (year - 1970) * 365 + leaps + inYear;
}

/** Two digits as a number; NaN when they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function inSeconds(seconds: number, nanos: number): bigint | undefined {
  if (seconds < 0 || seconds >= LAST_SECOND) return undefined;
  // Up to here both parts fit doubles; one multiplication is cheaper than digits.
  return BigInt(seconds) * SECOND + BigInt(nanos);
}

function inRange(nanos: bigint): bigint | undefined {
  return nanos >= 0n && nanos < BigInt(LAST_SECOND) * SECOND ? nanos : undefined;
}
