import { isDigit, isHexDigit, isWord, skipWhile } from "@/lib/grouping/functions/scan";

const UUID = [8, 4, 4, 4, 12];
const TRACEPARENT = [2, 32, 16, 2];
const AMAZON_TRACE = [1, 8, 24];

export function matchUuid(text: string, at: number): number {
  return matchGroups(text, at, UUID, "-");
}

/** W3C's `00-<trace>-<span>-01` and Amazon's `1-<time>-<id>`. */
export function matchTraceparent(text: string, at: number): number {
  const first = text[at];
  if (first === "0") return text[at + 1] === "0" ? matchGroups(text, at, TRACEPARENT, "-") : 0;
  return first === "1" ? matchGroups(text, at, AMAZON_TRACE, "-") : 0;
}

/** `0a:1b:2c:3d:4e:5f` or with dashes. */
export function matchMac(text: string, at: number): number {
  const separator = text[at + 2];
  if (separator !== ":" && separator !== "-") return 0;
  const end = matchGroups(text, at, [2, 2, 2, 2, 2, 2], separator);
  return end && text[end] !== separator ? end : 0;
}

/** Hex groups of the given lengths with a separator between them, as a whole word; the end, or 0. */
function matchGroups(text: string, at: number, lengths: readonly number[], separator: string): number {
  let end = at;
  for (let group = 0; group < lengths.length; group++) {
    if (group > 0 && text[end++] !== separator) return 0;
    const stop = end + (lengths[group] ?? 0);
    while (end < stop) if (!isHexDigit(text.charCodeAt(end++))) return 0;
  }
  return isWord(text.charCodeAt(end)) ? 0 : end;
}

export type OpaqueWord = "sha1" | "md5" | "hex" | "git_sha" | "random_id" | "swift_txn_id";

/** What kind of machine-made id the word `[at, end)` is. */
export function nameOpaqueWord(text: string, at: number, end: number): OpaqueWord | undefined {
  const length = end - at;
  if (length < 3) return undefined;
  const shape = readShape(text, at, end);
  if (shape.hex) {
    if (length === 40) return "sha1";
    if (length === 32) return "md5";
    const mixed = shape.digits > 0 && shape.digits < length;
    const oneCase = shape.lower === 0 || shape.upper === 0;
    if (mixed && oneCase && length >= 8 && length <= 128) return "hex";
    if (mixed && shape.upper === 0 && length === 7) return "git_sha";
  }
  if (isPrefixedHex(text, at, end)) return "hex";
  if (length === 23 && text.startsWith("tx", at) && isSwift(text, at, end)) return "swift_txn_id";
  return length >= 12 && shape.digits > 2 && shape.turns > 4 && !shape.underscore ? "random_id" : undefined;
}

/** The end of a Swift transaction id, whose first word ends at `end`: ten hex digits and any suffix follow. */
export function skipSwiftTransaction(text: string, end: number): number {
  return skipWhile(text, end, (code) => code > 32);
}

function isSwift(text: string, at: number, end: number): boolean {
  if (skipWhile(text, at + 2, isHexDigit) !== end || text[end] !== "-") return false;
  for (let digit = end + 1; digit <= end + 10; digit++) if (!isHexDigit(text.charCodeAt(digit))) return false;
  return true;
}

function isPrefixedHex(text: string, at: number, end: number): boolean {
  const mark = text[at + 1];
  return text[at] === "0" && (mark === "x" || mark === "X") && skipWhile(text, at + 2, isHexDigit) === end;
}

function readShape(text: string, at: number, end: number) {
  const shape = { digits: 0, lower: 0, upper: 0, turns: 0, hex: true, underscore: false };
  let wasDigit = isDigit(text.charCodeAt(at));
  for (let index = at; index < end; index++) {
    const code = text.charCodeAt(index);
    const digit = isDigit(code);
    if (digit) shape.digits++;
    else if (code === 95) shape.underscore = true;
    else if (code >= 97) shape.lower++;
    else shape.upper++;
    if (digit !== wasDigit) shape.turns++;
    wasDigit = digit;
    if (!isHexDigit(code)) shape.hex = false;
  }
  return shape;
}
