import { randomBytes } from "node:crypto";
import { brotliDecompressSync, inflateRawSync } from "node:zlib";
import type { Event, Frame, Stacktrace } from "@/lib/protocol/event";
import { seenFrames, seenStacks } from "@/lib/protocol/seen-stacks";
import { pack } from "./pack";
import { packRun, packStack, SHORTEST_RUN } from "./packed-frames";

/** Stands for a stack while the event around it becomes JSON. Nobody can send it, and it is never stored. */
const MARK = `stack-${randomBytes(16).toString("hex")}`;

/** Begins what is packed with brotli. No raw deflate stream begins so, which is how events were stored at first. */
const BROTLI = 0x07;
/**
 * Begins what is packed in parts, those that events share among them (no deflate stream begins so either): how many were
 * taken out of the JSON, one byte; for each, in order, where it stood, in bytes of the rest, and how long it is packed, 32
 * bits each, little-endian; the packed parts; the packed rest.
 */
const PARTS = 0x0f;
const PART_HEADER = 8;
const MOST_PARTS = 255;

/** Bytes that a UTF-16 unit takes at most. */
const LONGEST_CHARACTER = 3;
const scratch = Buffer.allocUnsafeSlow(256 * 1024);

/** A piece of an event's JSON: text, or what was packed for an earlier event. */
type Piece = string | Buffer;

/** The stored form of an event: JSON, packed (about 5 kB for a 15 kB event with source lines). */
export function encodePayload(event: Event): Buffer {
  const pieces = writeJson(event);
  const parts = pieces.filter((piece) => typeof piece !== "string");
  const header = Buffer.allocUnsafe(parts.length === 0 ? 1 : 2 + parts.length * PART_HEADER);
  header[0] = parts.length === 0 ? BROTLI : PARTS;
  if (parts.length > 0) header[1] = parts.length;
  const rest = openText(pieces);
  let part = 0;
  for (const piece of pieces) {
    if (typeof piece === "string") {
      rest.add(piece);
      continue;
    }
    header.writeUInt32LE(rest.length(), 2 + part * PART_HEADER);
    header.writeUInt32LE(piece.length, 6 + part * PART_HEADER);
    part++;
  }
  return Buffer.concat([header, ...parts, pack(rest.bytes())]);
}

/** Text as UTF-8, in a place that the next event overwrites where it fits there. */
function openText(pieces: Piece[]) {
  const units = pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 0), 0);
  const place =
    units * LONGEST_CHARACTER > scratch.length ? Buffer.allocUnsafe(units * LONGEST_CHARACTER) : scratch;
  let length = 0;
  return {
    add(text: string) {
      length += place.write(text, length);
    },
    length: () => length,
    bytes: () => place.subarray(0, length),
  };
}

/** The event that `encodePayload` stored. */
export function decodePayload(payload: Uint8Array): Event {
  return JSON.parse(unpackPayload(payload).toString("utf8")) as Event;
}

/** The JSON of the event that `encodePayload` stored, in UTF-8. */
export function unpackPayload(payload: Uint8Array): Buffer {
  if (payload[0] === BROTLI) return brotliDecompressSync(payload.subarray(1));
  return payload[0] === PARTS ? unpackParts(payload) : inflateRawSync(payload);
}

function unpackParts(payload: Uint8Array): Buffer {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const count = bytes.readUInt8(1);
  let from = 2 + count * PART_HEADER;
  const parts = Array.from({ length: count }, (_, index) => {
    const at = bytes.readUInt32LE(2 + index * PART_HEADER);
    const packed = bytes.subarray(from, (from += bytes.readUInt32LE(6 + index * PART_HEADER)));
    return { at, json: brotliDecompressSync(packed) };
  });
  const rest = brotliDecompressSync(bytes.subarray(from));
  const pieces = parts.flatMap(({ at, json }, index) => [rest.subarray(parts[index - 1]?.at ?? 0, at), json]);
  return Buffer.concat([...pieces, rest.subarray(parts.at(-1)?.at ?? 0)]);
}

/** `JSON.stringify`, which takes stacks and frames that many events share as they were written for the first of them. */
function writeJson(event: Event): Piece[] {
  const marked: Stacktrace[] = [];
  const values = event.exception?.values.map((exception) => {
    if (!exception.stacktrace) return exception;
    marked.push(exception.stacktrace);
    return { ...exception, stacktrace: MARK };
  });
  if (marked.length === 0) return [JSON.stringify(event)];
  const around = JSON.stringify({ ...event, exception: { values } }).split(`"${MARK}"`);
  const pieces: Piece[] = [];
  around.forEach((text, index) => {
    if (index > 0) writeStack(marked[index - 1] as Stacktrace, pieces);
    pieces.push(text);
  });
  return pieces;
}

function writeStack(stack: Stacktrace, pieces: Piece[]): void {
  if (seenStacks.has(stack)) {
    pieces.push(pieces.length < MOST_PARTS ? packStack(stack) : seenStacks.jsonOf(stack));
    return;
  }
  const { frames, ...others } = stack;
  pieces.push('{"frames":[');
  for (let from = 0; from < frames.length; ) {
    if (from > 0) pieces.push(",");
    let to = from;
    while (to < frames.length && seenFrames.has(frames[to] as Frame)) to++;
    const isRun = to - from >= SHORTEST_RUN && pieces.length < MOST_PARTS;
    const packed = isRun ? packRun(frames.slice(from, to)) : null;
    to = Math.max(to, from + 1);
    pieces.push(packed ?? frames.slice(from, to).map(writeFrame).join(","));
    from = to;
  }
  const end = JSON.stringify(others);
  pieces.push(end === "{}" ? "]}" : `],${end.slice(1)}`);
}

function writeFrame(frame: Frame): string {
  return seenFrames.has(frame) ? seenFrames.jsonOf(frame) : JSON.stringify(frame);
}
