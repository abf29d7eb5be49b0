import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Event } from "@/lib/protocol/event";

/** The stored form of an event: JSON, raw-deflated at the fastest level (about 2 kB for a 15 kB event). */
export function encodePayload(event: Event): Buffer {
  return deflateRawSync(JSON.stringify(event), { level: 1 });
}

/** The event that `encodePayload` stored. */
export function decodePayload(payload: Uint8Array): Event {
  return JSON.parse(inflateRawSync(payload).toString("utf8")) as Event;
}
