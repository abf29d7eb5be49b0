import { expect, it } from "vitest";
import type { Event, Json } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

function normalise(raw: Json): Event {
  return normaliseEvent(raw, { receivedAt });
}

const notes = (event: Event) => event.errors?.map(({ type, name }) => `${type} ${name}`) ?? [];

it("fills in what is missing and drops what is broken", () => {
  const event = normalise({
    breadcrumbs: [
      { timestamp: 1793880000.5, level: "warn", data: "x" },
      { timestamp: "never", level: 77 },
      5,
    ],
  });
  expect(JSON.parse(JSON.stringify(event.breadcrumbs?.values))).toEqual([
    { type: "default", level: "warning", timestamp: "2026-11-05T12:00:00.500Z" },
    { type: "default", level: "info" },
  ]);
  expect(notes(event)).toEqual([
    "invalid_data breadcrumbs.2",
    "invalid_data breadcrumbs.0.data",
    "invalid_data breadcrumbs.1.timestamp",
    "invalid_data breadcrumbs.1.level",
  ]);
});
