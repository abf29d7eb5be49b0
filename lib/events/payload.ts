import { randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Event, Stacktrace } from "@/lib/protocol/event";
import { isRemembered, stackJson } from "@/lib/protocol/seen-stacks";

/** Stands for a stack while the event around it becomes JSON. Nobody can send it, and it is never stored. */
const MARK = `stack-${randomBytes(16).toString("hex")}`;

/** The stored form of an event: JSON, raw-deflated at the fastest level (about 2 kB for a 15 kB event). */
export function encodePayload(event: Event): Buffer {
  // A small output buffer: the default of 16 kB is eight times what most events need.
  return deflateRawSync(Buffer.from(writeJson(event)), { level: 1, chunkSize: 4096 });
}

/** The event that `encodePayload` stored. */
export function decodePayload(payload: Uint8Array): Event {
  return JSON.parse(inflateRawSync(payload).toString("utf8")) as Event;
}

/** `JSON.stringify`, which takes stacks that many events share as they were written for the first of them. */
function writeJson(event: Event): string {
  const shared: Stacktrace[] = [];
  const values = event.exception?.values.map((exception) => {
    if (!exception.stacktrace || !isRemembered(exception.stacktrace)) return exception;
    shared.push(exception.stacktrace);
    return { ...exception, stacktrace: MARK };
  });
  if (shared.length === 0) return JSON.stringify(event);
  const parts = JSON.stringify({ ...event, exception: { values } }).split(`"${MARK}"`);
  return parts
    .map((part, index) => (index === 0 ? part : stackJson(shared[index - 1] as Stacktrace) + part))
    .join("");
}
