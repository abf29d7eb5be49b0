import { expect, it } from "vitest";
import type { Event, Json } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

function normalise(raw: Json): Event {
  return normaliseEvent(raw, { receivedAt });
}

const notes = (event: Event) => event.errors?.map(({ type, name }) => `${type} ${name}`) ?? [];

it.each([
  [{ message: "plain" }, "plain"],
  [{ message: { message: "a %s", params: ["b"] } }, "a b"],
  [{ logentry: { message: "a %s", params: ["b"], formatted: "done" } }, "done"],
  [{ logentry: { formatted: "done" } }, "done"],
  [{ logentry: "text" }, "text"],
  [{ message: "raven's", "sentry.interfaces.Message": { message: "a %s", params: ["b"] } }, "raven's"],
  [{ "sentry.interfaces.Message": { message: "%(a)s-{b}", params: { a: 1 } } }, "1-{b}"],
  [{ logentry: { message: "100%" } }, "100%"],
  [{ message: ["a", 1] }, '["a",1]'],
  [{ message: 5 }, "5"],
])("%j reads as %s", (raw, formatted) => {
  expect(normalise(raw as Json).logentry?.formatted).toBe(formatted);
});

it("C11: keeps 8 KiB of a megabyte", () => {
  const event = normalise({ message: "x".repeat(1 << 20) });
  expect(event.logentry?.formatted).toHaveLength(8192);
  expect(notes(event)).toEqual(["value_too_long message"]);
});
