import type { LogValue } from "@/lib/logs/line";
import { cleanText, cutText } from "@/lib/protocol/normalise/clean-text";
import { FILTERED, isCardNumber, scrubText } from "@/lib/protocol/normalise/scrub-text";
import { attributeKey, takeName } from "./attribute-key";

/** The longest text of an attribute, in UTF-16 units. */
const MAX_TEXT = 256 * 1024;
const MAX_DEPTH = 128;
const FILTERED_JSON = JSON.stringify(FILTERED);

/** No name of a secret is without one of these (`isSensitiveKey`). */
const SECRET = /pass|pwd|secret|key|auth|cred|token|dsn|cookie/i;
/** As many digits as a card number has at least. */
const CARD = /\d(?:[ -]?\d){12}/;

/** A text as JSON: without NUL, halves of surrogate pairs and secrets. */
export function writeText(text: string): string {
  return JSON.stringify(mayHoldSecret(text) ? scrubText(cleanText(text)) : cleanText(text));
}

/** Whether `scrubText` could find anything: most texts are done with a few quick looks. */
function mayHoldSecret(text: string): boolean {
  if (text.includes("=") && SECRET.test(text)) return true;
  return text.length > 12 && (text.includes("://") || text.includes("earer ") || CARD.test(text));
}

/** A value as JSON, or undefined for null. What stands under the name of a secret is filtered unless it is a yes or no. */
export function writeValue(value: LogValue, isSensitive: boolean): string | undefined {
  switch (typeof value) {
    case "string":
      return isSensitive
        ? FILTERED_JSON
        : writeText(value.length > MAX_TEXT ? cutText(value, MAX_TEXT) : value);
    case "number":
      return isSensitive ? FILTERED_JSON : writeNumber(value);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return isSensitive ? FILTERED_JSON : writeDigits(String(value));
    default:
      if (value === null || value === undefined) return undefined;
      return isSensitive ? FILTERED_JSON : writeTree(value, 1);
  }
}

/** Numbers that JSON has no word for become texts. */
function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  return value >= 1e12 && Number.isInteger(value) ? writeDigits(String(value)) : String(value);
}

function writeDigits(digits: string): string {
  return isCardNumber(digits) ? FILTERED_JSON : digits;
}

/** Lists, and objects that stay whole. */
function writeTree(value: LogValue[] | { [key: string]: LogValue }, depth: number): string {
  if (depth > MAX_DEPTH) return '"…"';
  const isList = Array.isArray(value);
  let json = "";
  if (isList) {
    for (const part of value) json += `${json === "" ? "" : ","}${writePart(part, false, depth)}`;
  } else {
    const names = Object.keys(value);
    let used: Set<string> | undefined;
    for (const sent of names) {
      let key = attributeKey(sent);
      // Only a name that was changed can be one of the others.
      if (key.isChanged) key = takeName(key, (used ??= keptNames(names)));
      json += `${json === "" ? "" : ","}${key.json}${writePart(value[sent] as LogValue, key.isSensitive, depth)}`;
    }
  }
  return isList ? `[${json}]` : `{${json}}`;
}

function keptNames(names: readonly string[]): Set<string> {
  return new Set(names.filter((sent) => !attributeKey(sent).isChanged));
}

function writePart(value: LogValue, isSensitive: boolean, depth: number): string {
  if (typeof value !== "object" || value === null || isSensitive)
    return writeValue(value, isSensitive) ?? "null";
  return writeTree(value, depth + 1);
}
