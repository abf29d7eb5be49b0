import { isUtf8 } from "node:buffer";
import { canonicalEventId } from "./canonical-event-id";
import type { JsonObject } from "./event";
import { parseJson, stripBom } from "./parse-json";
import { ProtocolError } from "./protocol-error";

export interface Envelope {
  header: EnvelopeHeader;
  items: EnvelopeItem[];
}

/** Everything that the first line said; `event_id` is canonical. */
export type EnvelopeHeader = JsonObject & { event_id?: string };

export interface EnvelopeItem {
  /** Not empty; may be a type that we do not know. */
  type: string;
  header: JsonObject;
  /** A view on the body, not a copy. */
  payload: Buffer;
}

const NEWLINE = 0x0a;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_ITEMS = 1_000;

/**
 * Splits an envelope into its items. All or nothing: one broken item refuses the whole envelope.
 * Throws 400 `invalid_envelope` (also for two events, and for an event together with a transaction), 400
 * `invalid_event_id`, or 413 `too_large` for more than 1,000 items.
 * Format: https://develop.sentry.dev/sdk/data-model/envelopes/
 */
export function parseEnvelope(body: Buffer): Envelope {
  const bytes = stripBom(body);
  if (bytes.length === 0) throw invalid("the envelope is empty");
  const head = readHeader(bytes, 0, "envelope header");
  const items: EnvelopeItem[] = [];
  let position = head.next;
  while (position < bytes.length && !isLastNewline(bytes, position)) {
    if (items.length === MAX_ITEMS) {
      throw new ProtocolError(413, "too_large", "too many items", [
        `at most ${MAX_ITEMS} items fit an envelope`,
      ]);
    }
    const { header, next } = readHeader(bytes, position, `header of item ${items.length + 1}`);
    const payload = readPayload(bytes, next, header, items.length + 1);
    items.push({ type: header["type"] as string, header, payload: payload.bytes });
    position = payload.next;
  }
  checkEvents(items);
  return { header: withCanonicalId(head.header), items };
}

function readHeader(bytes: Buffer, from: number, what: string): { header: JsonObject; next: number } {
  const window = bytes.subarray(from, from + MAX_HEADER_BYTES + 1);
  const newline = window.indexOf(NEWLINE);
  if (newline < 0 && window.length > MAX_HEADER_BYTES) {
    throw invalid(`${what} is longer than ${MAX_HEADER_BYTES} bytes`);
  }
  const line = newline < 0 ? window : window.subarray(0, newline);
  if (line.length === 0) throw invalid(`${what} is missing`);
  if (!isUtf8(line)) throw invalid(`${what} is not UTF-8`);
  const header = parseHeader(line, what);
  return { header, next: from + line.length + (newline < 0 ? 0 : 1) };
}

function parseHeader(line: Buffer, what: string): JsonObject {
  let value: unknown;
  try {
    value = parseJson(line);
  } catch (error) {
    throw invalid(`${what} is not JSON`, ...(error instanceof ProtocolError ? error.causes : []));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(`${what} is not an object`);
  return value as JsonObject;
}

function readPayload(
  bytes: Buffer,
  from: number,
  header: JsonObject,
  number: number,
): { bytes: Buffer; next: number } {
  const { type, length } = header;
  if (typeof type !== "string" || type === "") throw invalid(`item ${number} has no type`);
  if (length === undefined || length === null) {
    const newline = bytes.indexOf(NEWLINE, from);
    const end = newline < 0 ? bytes.length : newline;
    return { bytes: bytes.subarray(from, end), next: newline < 0 ? end : end + 1 };
  }
  if (typeof length !== "number" || !Number.isSafeInteger(length) || length < 0) {
    throw invalid(`length of item ${number} is not a count of bytes`);
  }
  const end = from + length;
  if (end > bytes.length) throw invalid(`item ${number}: unexpected end of file`);
  if (end < bytes.length && bytes[end] !== NEWLINE)
    throw invalid(`item ${number}: missing newline after the payload`);
  return { bytes: bytes.subarray(from, end), next: Math.min(end + 1, bytes.length) };
}

/** One newline too many at the very end is what several SDKs send. */
function isLastNewline(bytes: Buffer, position: number): boolean {
  return bytes[position] === NEWLINE && position === bytes.length - 1;
}

function checkEvents(items: EnvelopeItem[]): void {
  const events = items.filter((item) => item.type === "event" || item.type === "transaction").length;
  if (events > 1) throw invalid("an envelope holds at most one event or transaction");
}

function withCanonicalId(header: JsonObject): EnvelopeHeader {
  const sent = header["event_id"];
  if (sent === undefined || sent === null) {
    delete header["event_id"];
    return header;
  }
  const id = canonicalEventId(sent);
  if (!id) {
    throw new ProtocolError(400, "invalid_event_id", "invalid event id", [
      "event_id must be a UUID: 32 hex digits, with or without dashes",
    ]);
  }
  return Object.assign(header, { event_id: id });
}

function invalid(...causes: string[]): ProtocolError {
  return new ProtocolError(400, "invalid_envelope", "invalid envelope", causes);
}
