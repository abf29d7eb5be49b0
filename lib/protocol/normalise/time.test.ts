import { expect, it } from "vitest";
import type { Event, Json } from "@/lib/protocol/event";
import { type NormaliseContext, normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

function normalise(raw: Json, context: Partial<NormaliseContext> = {}): Event {
  return normaliseEvent(raw, { receivedAt, ...context });
}

const notes = (event: Event) => event.errors?.map(({ type, name }) => `${type} ${name}`) ?? [];

const at = (timestamp: Json, sentAt?: string) =>
  normalise({ timestamp, breadcrumbs: [{ timestamp }] }, sentAt ? { sentAt: Date.parse(sentAt) } : {});

it("keeps what can be true", () => {
  expect(at("2026-11-05T11:00:00Z").timestamp).toBe("2026-11-05T11:00:00.000Z");
  expect(at("2026-11-05T12:00:59Z").timestamp).toBe("2026-11-05T12:00:59.000Z");
  expect(at("2026-10-07T12:00:00Z").timestamp).toBe("2026-10-07T12:00:00.000Z");
});

it.each([
  ["2026-11-05T12:01:01Z", "future_timestamp"],
  ["2026-10-06T11:59:59Z", "past_timestamp"],
  ["now", "invalid_data"],
  [-1, "invalid_data"],
  [1e20, "future_timestamp"],
  ["infinity", "invalid_data"],
])("C8: %j becomes the time of receipt", (timestamp, type) => {
  const event = at(timestamp);
  expect(event.timestamp).toBe("2026-11-05T12:00:00.000Z");
  expect(notes(event)).toContain(`${type} timestamp`);
});

it("E15: corrects a clock that is off by 55 minutes, breadcrumbs too, and leaves a smaller drift", () => {
  const behind = at("2026-11-05T10:59:00Z", "2026-11-05T11:00:00Z");
  expect(behind.timestamp).toBe("2026-11-05T11:59:00.000Z");
  expect(behind.breadcrumbs?.values[0]?.timestamp).toBe("2026-11-05T11:59:00.000Z");
  expect(notes(behind)).toEqual(["clock_drift timestamp"]);
  const ahead = at("2027-11-05T11:59:00Z", "2027-11-05T12:00:00Z");
  expect(ahead.timestamp).toBe("2026-11-05T11:59:00.000Z");
  const little = at("2026-11-05T11:00:00Z", "2026-11-05T11:05:30Z");
  expect(little.timestamp).toBe("2026-11-05T11:00:00.000Z");
  expect(notes(little)).toEqual([]);
});
