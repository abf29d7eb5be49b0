import { isUtf8 } from "node:buffer";
import { canonicalEventId } from "./canonical-event-id";
import type { JsonObject } from "./event";
import { Gather } from "./gather";
import { parseJson } from "./parse-json";
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
  /** A view on what was read where it came in one piece; empty if it was not to be kept. */
  payload: Buffer;
}

/** How many bytes of a payload to keep at most, by item type: 0 reads past it, more than that refuses it with 413. */
export type Keep = (type: string) => number;

const NEWLINE = 0x0a;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_ITEMS = 1_000;

/**
 * Splits an envelope into its items while it arrives, and holds no more of it than a line and what is to be kept; where
 * the pieces end makes no difference. All or nothing: one broken item refuses the whole envelope.
 * `push` and `end` throw 400 `invalid_envelope` (also for two events, and for an event together with a transaction),
 * 400 `invalid_event_id`, or 413 `too_large` for more than 1,000 items and for a payload longer than `keep` allows.
 * Format: https://develop.sentry.dev/sdk/data-model/envelopes/
 */
export class EnvelopeReader {
  private expects: "line" | "payload" | "newline" | "end" = "line";
  private readonly gather = new Gather();
  private header: EnvelopeHeader | undefined;
  private readonly items: EnvelopeItem[] = [];
  private item: { type: string; header: JsonObject; room: number } | undefined;
  /** Bytes of the payload that are still to come; undefined if it ends with the line. */
  private left: number | undefined;
  private kept = 0;
  private hasEvent = false;

  constructor(private readonly keep: Keep = () => Number.POSITIVE_INFINITY) {}

  /** How many bytes are held. */
  get held(): number {
    return this.kept + this.gather.size;
  }

  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.expects === "line") at = this.readLine(bytes, at);
      else if (this.expects === "payload") at = this.readPayload(bytes, at);
      else if (this.expects === "end") throw invalid(`${this.lineName()} is missing`);
      else if (bytes[at++] === NEWLINE) this.expects = "line";
      else throw invalid(`item ${this.items.length}: missing newline after the payload`);
    }
  }

  end(): Envelope {
    if (this.expects === "line" && this.gather.size > 0) this.takeLine();
    if (this.expects === "payload") {
      if (this.left !== undefined) throw invalid(`item ${this.items.length + 1}: unexpected end of file`);
      this.finishItem();
    }
    if (!this.header) throw invalid("the envelope is empty");
    return { header: this.header, items: this.items };
  }

  private readLine(bytes: Buffer, from: number): number {
    const window = bytes.subarray(from, from + MAX_HEADER_BYTES + 1 - this.gather.size);
    const newline = window.indexOf(NEWLINE);
    this.gather.add(newline < 0 ? window : window.subarray(0, newline));
    if (this.gather.size > MAX_HEADER_BYTES) {
      throw invalid(`${this.lineName()} is longer than ${MAX_HEADER_BYTES} bytes`);
    }
    if (newline < 0) return from + window.length;
    this.takeLine();
    return from + newline + 1;
  }

  private takeLine(): void {
    const line = this.gather.take();
    // One newline too many at the very end is what several SDKs send.
    if (line.length === 0 && this.header) this.expects = "end";
    else if (this.header) this.startItem(readHeader(line, this.lineName()));
    else this.header = withCanonicalId(readHeader(line, this.lineName()));
  }

  private startItem(header: JsonObject): void {
    const number = this.items.length + 1;
    if (number > MAX_ITEMS) throw tooLarge("too many items", `at most ${MAX_ITEMS} items fit an envelope`);
    const { type, length = null } = header;
    if (typeof type !== "string" || type === "") throw invalid(`item ${number} has no type`);
    if (length !== null && !isCount(length))
      throw invalid(`length of item ${number} is not a count of bytes`);
    const isEvent = type === "event" || type === "transaction";
    if (isEvent && this.hasEvent) throw invalid("an envelope holds at most one event or transaction");
    this.hasEvent ||= isEvent;
    this.item = { type, header, room: this.keep(type) };
    this.left = length ?? undefined;
    this.makeRoom(this.left ?? 0);
    this.expects = "payload";
    if (this.left === 0) this.finishItem();
  }

  private readPayload(bytes: Buffer, from: number): number {
    const newline = this.left === undefined ? bytes.indexOf(NEWLINE, from) : from + this.left;
    const end = newline < 0 ? bytes.length : Math.min(newline, bytes.length);
    this.makeRoom(end - from);
    if (this.item?.room !== 0 && end > from) this.gather.add(bytes.subarray(from, end));
    if (this.left !== undefined) {
      this.left -= end - from;
      if (this.left === 0) this.finishItem();
      return end;
    }
    if (newline < 0) return end;
    this.finishItem();
    this.expects = "line";
    return end + 1;
  }

  private makeRoom(bytes: number): void {
    const room = this.item?.room ?? 0;
    if (room > 0 && this.gather.size + bytes > room) {
      throw tooLarge(`the ${this.hasEvent ? "event" : "item"} is larger than ${room} bytes`);
    }
  }

  private finishItem(): void {
    if (!this.item) return;
    const payload = this.gather.take();
    this.kept += payload.length;
    this.items.push({ type: this.item.type, header: this.item.header, payload });
    this.item = undefined;
    this.expects = "newline";
  }

  private lineName(): string {
    return this.header ? `header of item ${this.items.length + 1}` : "envelope header";
  }
}

function readHeader(line: Buffer, what: string): JsonObject {
  if (line.length === 0) throw invalid(`${what} is missing`);
  if (!isUtf8(line)) throw invalid(`${what} is not UTF-8`);
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

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
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

function tooLarge(message: string, ...causes: string[]): ProtocolError {
  return new ProtocolError(413, "too_large", message, causes);
}
