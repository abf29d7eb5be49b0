import { deflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { parseEvent } from "@/lib/protocol/parse-event";
import { parseJson } from "@/lib/protocol/parse-json";
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

/** An event whose stack has these functions, each with as many lines as a real frame; words before it take several bytes each. */
function thrown(...functions: string[]): Buffer {
  const frames = functions.map((name) => ({
    function: name,
    pre_context: [`const ${name} = "zażółć";`.repeat(20)],
  }));
  const value = { type: "Błąd", value: "🐦 ünïcode", stacktrace: { frames } };
  return Buffer.from(JSON.stringify({ logger: "łąka", exception: { values: [value, { type: "Last" }] } }));
}

it("packs what events share once, and gives back each event whole", () => {
  const shared = ["a", "b", "c", "d", "e", "f"].map((name) => `shared_${name}`);
  const context = { receivedAt: new Date("2026-11-22T12:00:00Z") };
  const firstBytes = new Set<number | undefined>();
  for (const stack of [
    ...Array(4).fill(shared),
    ...["one", "two", "three", "four", "five"].map((last) => [...shared, last]),
    ...["six", "seven", "eight"].map((middle) => [...shared, middle, ...shared]),
    ["nine", ...shared.slice(1)],
    ["ten", ...shared.slice(1)],
    shared,
  ]) {
    const bytes = thrown(...stack);
    const payload = encodePayload(normaliseEvent(parseEvent(bytes), context));
    firstBytes.add(payload[0]);
    const { event_id: _, ...stored } = decodePayload(payload);
    const { event_id: __, ...plain } = normaliseEvent(parseJson(bytes), context);
    expect(stored).toEqual(JSON.parse(JSON.stringify(plain)));
  }
  expect(firstBytes.size).toBe(2);
});
