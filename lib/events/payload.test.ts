import { deflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { decodePayload, encodePayload } from "./payload";

const event = {
  event_id: "a".repeat(32),
  type: "error",
  logentry: { formatted: "ünïcode 🐦 ".repeat(500) },
} as unknown as Event;

it("gives back what was stored, and takes less room", () => {
  const payload = encodePayload(event);
  expect(decodePayload(payload)).toEqual(event);
  expect(payload.length).toBeLessThan(JSON.stringify(event).length / 10);
});

it("still reads what the first version stored", () => {
  for (const level of [0, 1, 9]) {
    expect(decodePayload(deflateRawSync(JSON.stringify(event), { level }))).toEqual(event);
  }
  expect(decodePayload(deflateRawSync("{}"))).toEqual({});
});
