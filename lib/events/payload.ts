import { randomBytes } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from "node:zlib";
import type { Event, Stacktrace } from "@/lib/protocol/event";
import { seenFrames, seenStacks } from "@/lib/protocol/seen-stacks";

/** Stands for a stack while the event around it becomes JSON. Nobody can send it, and it is never stored. */
const MARK = `stack-${randomBytes(16).toString("hex")}`;

/** Begins what is packed with brotli. No raw deflate stream begins so, which is how events were stored at first. */
const BROTLI = 0x07;

// Quality 0 takes half the time of deflate's fastest level and 5 % more room. A small output buffer, because most events
// need a quarter of the default.
const PACKING = {
  chunkSize: 8192,
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 16 },
};

/** Bytes that a UTF-16 unit takes at most. */
const LONGEST_CHARACTER = 3;
const scratch = Buffer.allocUnsafeSlow(256 * 1024);

/** The stored form of an event: JSON, packed (about 5 kB for a 15 kB event with source lines). */
export function encodePayload(event: Event): Buffer {
  const packed = brotliCompressSync(toBytes(writeJson(event)), PACKING);
  return Buffer.concat([Buffer.of(BROTLI), packed], packed.length + 1);
}

/** The text as UTF-8, in a place that the next call overwrites where it fits there. */
function toBytes(text: string): Buffer {
  if (text.length * LONGEST_CHARACTER > scratch.length) return Buffer.from(text);
  return scratch.subarray(0, scratch.write(text));
}

/** The event that `encodePayload` stored. */
export function decodePayload(payload: Uint8Array): Event {
  const json = payload[0] === BROTLI ? brotliDecompressSync(payload.subarray(1)) : inflateRawSync(payload);
  return JSON.parse(json.toString("utf8")) as Event;
}

/** `JSON.stringify`, which takes stacks and frames that many events share as they were written for the first of them. */
function writeJson(event: Event): string {
  const marked: Stacktrace[] = [];
  const values = event.exception?.values.map((exception) => {
    if (!exception.stacktrace) return exception;
    marked.push(exception.stacktrace);
    return { ...exception, stacktrace: MARK };
  });
  if (marked.length === 0) return JSON.stringify(event);
  const parts = JSON.stringify({ ...event, exception: { values } }).split(`"${MARK}"`);
  return parts
    .map((part, index) => (index === 0 ? part : writeStack(marked[index - 1] as Stacktrace) + part))
    .join("");
}

function writeStack(stack: Stacktrace): string {
  if (seenStacks.has(stack)) return seenStacks.jsonOf(stack);
  const { frames, ...rest } = stack;
  const written = frames.map((frame) =>
    seenFrames.has(frame) ? seenFrames.jsonOf(frame) : JSON.stringify(frame),
  );
  const others = JSON.stringify(rest);
  return `{"frames":[${written.join(",")}]${others === "{}" ? "}" : `,${others.slice(1)}`}`;
}
