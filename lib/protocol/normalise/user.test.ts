import { expect, it } from "vitest";
import type { Event, Json } from "@/lib/protocol/event";
import { type NormaliseContext, normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

function normalise(raw: Json, context: Partial<NormaliseContext> = {}): Event {
  return normaliseEvent(raw, { receivedAt, ...context });
}

it("takes numbers as ids and keeps unknown fields as data", () => {
  const event = normalise({
    "sentry.interfaces.User": { id: 42, email: "a@example.com", plan: "pro", data: { a: 1 } },
  });
  expect(JSON.parse(JSON.stringify(event.user))).toEqual({
    id: "42",
    email: "a@example.com",
    data: { plan: "pro", a: 1 },
  });
});

it.each([
  ["{{auto}}", "203.0.113.9"],
  ["1.2.3.4, 5.6.7.8", "1.2.3.4"],
  ["fe80::1%eth0", "fe80::1"],
  ["10.0.0.1", "10.0.0.1"],
  ["300.1.1.1", undefined],
  ["localhost", undefined],
])("C22: address %s is %s", (sent, address) => {
  expect(normalise({ user: { ip_address: sent } }, { remoteAddress: "203.0.113.9" }).user?.ip_address).toBe(
    address,
  );
});

it("C22: auto without an address is nobody; a server names the address in its environment", () => {
  expect(normalise({ user: { ip_address: "{{auto}}" } }).user).toBeUndefined();
  expect(normalise({ request: { env: { REMOTE_ADDR: "1.2.3.4" } } }).user).toEqual({
    ip_address: "1.2.3.4",
  });
});
