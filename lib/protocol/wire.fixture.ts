import { createHash } from "node:crypto";
import * as fc from "fast-check";
import type { Envelope } from "./envelope-reader";
import { ProtocolError } from "./protocol-error";

/** Where a body is cut, whatever its length. */
export const cuts: fc.Arbitrary<number[]> = fc.array(fc.nat(), { maxLength: 30 });

/** `bytes` in pieces, none of them empty. */
export function split(bytes: Buffer, places: number[]): Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return ends
    .map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
    .filter((piece) => piece.length > 0);
}

/** One item of an envelope as a client means it. */
export interface MeantItem {
  type: string;
  payload: Buffer;
  hasLength: boolean;
}

const payload = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)),
  fc.nat(120_000).map((length) => Buffer.alloc(length, "payload\n")),
);

const item: fc.Arbitrary<MeantItem> = fc
  .record({
    type: fc.constantFrom("attachment", "session", "log", "client_report", "später", "__proto__"),
    payload,
    hasLength: fc.boolean(),
  })
  // Without a length the payload ends with its line.
  .map((made) => ({ ...made, hasLength: made.hasLength || made.payload.includes("\n") }));

/** What a client may mean by an envelope: a header, items of any kind and at most one event. */
export const meantEnvelope = fc.record({
  header: fc.record(
    {
      event_id: fc.constant("9ec79c33ec9942ab8353589fcb2e04dc"),
      sent_at: fc.constant("2026-11-05T12:00:00Z"),
      trace: fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: "binary" }), fc.nat()), { maxKeys: 3 }),
    },
    { requiredKeys: [] },
  ),
  items: fc
    .tuple(fc.array(item, { maxLength: 6 }), fc.option(payload), fc.nat(6))
    .map(([others, event, at]) => {
      const hasLength = event?.includes("\n") ?? false;
      return event ? others.toSpliced(at, 0, { type: "event", payload: event, hasLength }) : others;
    }),
  newline: fc.boolean(),
});

/** The bytes of an envelope. */
export function encode({
  header,
  items,
  newline,
}: {
  header: object;
  items: MeantItem[];
  newline: boolean;
}): Buffer {
  const parts: Buffer[] = [Buffer.from(JSON.stringify(header))];
  for (const { type, payload, hasLength } of items) {
    const head = hasLength ? { type, length: payload.length } : { type };
    parts.push(Buffer.from(`\n${JSON.stringify(head)}\n`), payload);
  }
  if (newline) parts.push(Buffer.from("\n"));
  return Buffer.concat(parts);
}

const PIECES =
  '\\n \\r\\n { } [ ] " \\\\ \\u0000 \\ud800 , : - 1e999 NaN -Infinity null 99999999999999999999 "length":3 "type":"event" \\0 __proto__'
    .split(" ")
    .map((piece) => piece.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0"));

/** Changes to bytes: at a place, some are taken away and others put there. */
export const damage = fc.array(
  fc.record({
    at: fc.nat(),
    take: fc.oneof(fc.nat(4), fc.nat(200)),
    put: fc.oneof(
      fc.constantFrom(...PIECES).map((piece) => Buffer.from(piece)),
      fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom("\xff\xfe", "\xef\xbb\xbf").map((text) => Buffer.from(text, "latin1")),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** `bytes` with the changes made one after the other. */
export function applyDamage(bytes: Buffer, changes: { at: number; take: number; put: Buffer }[]): Buffer {
  let result = bytes;
  for (const { at, take, put } of changes) {
    const place = at % (result.length + 1);
    result = Buffer.concat([
      result.subarray(0, place),
      put,
      result.subarray(Math.min(result.length, place + take)),
    ]);
  }
  return result;
}

/** What `read` gives, or how it is refused; anything but a `ProtocolError` is thrown on. */
export async function outcomeOf<T>(read: () => T | Promise<T>): Promise<{ value: T } | { refused: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof ProtocolError) return { refused: `${error.status} ${error.reason}` };
    throw error;
  }
}

/** A short text that tells outcomes apart: comparing buffers value by value takes seconds. */
export function summarise(outcome: { value: Buffer | Envelope } | { refused: string }): string {
  if ("refused" in outcome) return outcome.refused;
  const { value } = outcome;
  if (Buffer.isBuffer(value)) return hash(value);
  const items = value.items.map(({ type, header, payload }) => [type, header, payload.length, hash(payload)]);
  return JSON.stringify([value.header, items]);
}

function hash(bytes: Buffer): string {
  return createHash("sha1").update(bytes).digest("hex");
}
