import type { LogValue } from "@/lib/logs/line";
import { keepDigits } from "./keep-digits";

/** What stands in a body: a JSON value, or a piece of it that is none. `from` and `to` are places in the text. */
export type JsonPiece =
  | { value: LogValue; reason?: undefined; from: number; to: number }
  | { value?: undefined; reason: JsonTrouble; from: number; to: number };

/** `invalid_json`: no JSON, up to the end of the line; `too_complex`: nested too deeply, too many parts, or too long. */
export type JsonTrouble = "invalid_json" | "too_complex";

/** A line up to this length may be as deep as it likes: it is parsed without a look at what is in it. */
const SHORT = 64 * 1024;
const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_DEPTH = 128;
const MAX_PARTS = 100_000;

/**
 * The JSON values of a text, one after the other: NDJSON, values behind each other with or without anything between them, and
 * the elements of an array (`unwrap`, the default). White space, commas between values and a BOM are passed over; a value
 * that is cut short or is none costs the rest of its line and no more. Read lazily, so that whoever reads can rest in between.
 */
export function* splitJson(text: string, { unwrap = true }: { unwrap?: boolean } = {}): Generator<JsonPiece> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let isLines = true;
  let isInArray = false;
  const scan: Scan = { end: 0, reason: "invalid_json", looked: 0 };
  // What is looked through in vain is bounded, or lines made for it would cost the square of their length.
  let budget = 2 * text.length + SHORT;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isBetween(code) || (isInArray && code === CLOSE_BRACKET)) {
      if (code === CLOSE_BRACKET) isInArray = false;
      at++;
      continue;
    }
    if (code === OPEN_BRACKET && unwrap && !isInArray) {
      isInArray = true;
      at++;
      continue;
    }
    const newline = text.indexOf("\n", at);
    const line = newline === -1 ? text.length : newline;
    const isOpener = code === OPEN_BRACE || code === OPEN_BRACKET;
    let end = line;
    let value: LogValue | undefined;
    scan.reason = "invalid_json";
    if (isInArray || (isOpener && !(isLines && line - at <= SHORT))) {
      end = findEnd(text, at, budget > 0 ? text.length : line, scan);
      value = end > 0 ? parse(text.slice(at, end)) : undefined;
      if (value === undefined) budget -= scan.looked;
    } else if (isOpener || mayBeScalar(text, at, line)) {
      value = line - at <= MAX_LENGTH ? parse(text.slice(at, line)) : undefined;
      if (value === undefined && isOpener) {
        // Several on one line, or one on several.
        isLines = false;
        continue;
      }
    }
    if (value !== undefined) {
      yield { value, from: at, to: end };
      at = end;
      isLines ||= end === line;
      continue;
    }
    // Whatever it is, what follows begins on the next line.
    yield { reason: scan.reason, from: at, to: line };
    at = line;
    isLines = true;
  }
}

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/** What the search for the end of a value found out. */
interface Scan {
  end: number;
  reason: JsonTrouble;
  /** How many characters it looked at. */
  looked: number;
}

/**
 * Where the value that begins at `from` ends; 0 when it does not, with the reason in `scan`. Only the frame is looked at:
 * brackets, strings, and that no value follows another without a comma, so that one that is cut short is soon found out.
 */
function findEnd(text: string, from: number, limit: number, scan: Scan): number {
  const last = Math.min(limit, from + MAX_LENGTH);
  let depth = 0;
  let parts = 0;
  /** Whether a value stood here last, so that none may begin. */
  let isAfterValue = false;
  let at = from;
  for (; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      if (isAfterValue) return fail(scan, "invalid_json", at - from);
      at = endOfString(text, at);
      if (at === -1 || at >= last) return fail(scan, "invalid_json", last - from);
      isAfterValue = true;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (isAfterValue) return fail(scan, "invalid_json", at - from);
      if (++depth > MAX_DEPTH || ++parts > MAX_PARTS) return fail(scan, "too_complex", at - from);
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      // The end of the array around a number or a word.
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
      isAfterValue = true;
    } else if (code === COMMA || code === COLON) {
      if (depth === 0) return at;
      if (++parts > MAX_PARTS) return fail(scan, "too_complex", at - from);
      isAfterValue = false;
      continue;
    } else if (code > 0x20) isAfterValue = true;
    if (depth === 0 && isAfterValue && isEndOfWord(text, at)) return at + 1;
  }
  return fail(scan, last < limit ? "too_complex" : "invalid_json", at - from);
}

function fail(scan: Scan, reason: JsonTrouble, looked: number): 0 {
  scan.reason = reason;
  scan.looked = looked;
  return 0;
}

/** The closing quote of the string that opens here; -1 when there is none. */
function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close !== -1; close = text.indexOf('"', close + 1)) {
    let first = close;
    while (text.charCodeAt(first - 1) === BACKSLASH) first--;
    if ((close - first) % 2 === 0) return close;
  }
  return -1;
}

function isEndOfWord(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return !(next > 0x20) || next === COMMA || next === CLOSE_BRACKET || text.charCodeAt(at) === QUOTE;
}

const NUMBER = /^-?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,5})?\s{0,9}$/;
const WORD = /^(?:true|false|null)\s{0,9}$/;

/** Whether a line may be a text, a number or a word of JSON: to be told that it is none costs ten times as much. */
function mayBeScalar(text: string, from: number, to: number): boolean {
  const code = text.charCodeAt(from);
  if (code === QUOTE) return endOfString(text, from) < to;
  const isNumber = code === 0x2d || (code >= 0x30 && code <= 0x39);
  return to - from < 900 && (isNumber ? NUMBER : WORD).test(text.slice(from, to));
}

/** White space, commas, and the record separator of RFC 7464. */
function isBetween(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === COMMA || code === 0x1e;
}

function parse(text: string): LogValue | undefined {
  try {
    return keepDigits(text, JSON.parse(text) as LogValue, BigInt);
  } catch {
    return undefined;
  }
}
