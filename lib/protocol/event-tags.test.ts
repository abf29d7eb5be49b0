import { expect, it } from "vitest";
import type { JsonObject } from "./event";
import { eventTags } from "./event-tags";
import { eventUserKey } from "./event-user-key";
import { normaliseEvent } from "./normalise-event";

const tagsOf = (raw: JsonObject) =>
  eventTags(normaliseEvent(raw, { receivedAt: new Date("2026-11-05T12:00:00Z") }));

it("derives tags from the fields of the event", () => {
  const tags = tagsOf({
    level: "fatal",
    release: "1.0",
    environment: "prod",
    dist: "7",
    logger: "app",
    server_name: "web-1",
    transaction: "GET /",
    request: { url: "https://example.com/a?b=1" },
    user: { id: 42 },
    contexts: {
      browser: { name: "Chrome", version: "120" },
      os: { name: "Windows" },
      device: { family: "Pixel", model: "Pixel 9" },
      runtime: { name: "node", version: "24" },
    },
    exception: [
      { type: "A", mechanism: { type: "onerror", handled: false } },
      { type: "B", mechanism: { type: "chained" } },
    ],
    tags: { region: "eu" },
  });
  expect(Object.fromEntries(tags)).toEqual({
    region: "eu",
    level: "fatal",
    release: "1.0",
    environment: "prod",
    dist: "7",
    logger: "app",
    server_name: "web-1",
    transaction: "GET /",
    url: "https://example.com/a",
    user: "id:42",
    browser: "Chrome 120",
    "browser.name": "Chrome",
    os: "Windows",
    "os.name": "Windows",
    device: "Pixel 9",
    runtime: "node 24",
    "runtime.name": "node",
    handled: "no",
    mechanism: "chained",
  });
});

it("the client's tag wins, except for level, release and environment; keys are unique, values short", () => {
  const tags = tagsOf({
    level: "info",
    release: "1.0",
    environment: "prod",
    logger: "app",
    transaction: "t".repeat(300),
    request: { url: `https://example.com/${"x".repeat(500)}` },
    tags: { level: "mine", release: "mine", environment: "mine", logger: "mine" },
  });
  expect(Object.fromEntries(tags)).toMatchObject({
    level: "info",
    release: "1.0",
    environment: "prod",
    logger: "mine",
  });
  expect(new Set(tags.map(([key]) => key)).size).toBe(tags.length);
  expect(Math.max(...tags.map(([, value]) => value.length))).toBe(200);
});

const handled = (mechanism: JsonObject) =>
  Object.fromEntries(tagsOf({ exception: [{ type: "A", mechanism: { type: "x", ...mechanism } }] }))[
    "handled"
  ];

it("knows handled from unhandled only if the client said so", () => {
  expect([handled({ handled: true }), handled({ handled: false }), handled({})]).toEqual([
    "yes",
    "no",
    undefined,
  ]);
});

it("names a user by id, email, username, address", () => {
  const user = { id: "1", email: "a@example.com", username: "a", ip_address: "1.2.3.4" };
  expect(eventUserKey(user)).toBe("id:1");
  expect(eventUserKey({ ...user, id: undefined })).toBe("email:a@example.com");
  expect(eventUserKey({ username: "a", ip_address: "1.2.3.4" })).toBe("username:a");
  expect(eventUserKey({ ip_address: "1.2.3.4" })).toBe("ip:1.2.3.4");
  expect([eventUserKey({ name: "a" }), eventUserKey(undefined)]).toEqual([null, null]);
});

it.each([
  [
    { id: "1", email: "a@example.com", username: "a", ip_address: "1.2.3.4" },
    "id:1",
    ["a@example.com", "a", "1.2.3.4"],
  ],
  [
    { email: "a@example.com", ip_address: "1.2.3.4" },
    "email:a@example.com",
    [undefined, undefined, "1.2.3.4"],
  ],
  [{ ip_address: "1.2.3.4" }, "ip:1.2.3.4", [undefined, undefined, undefined]],
])("tags what else is known of the user %j", (user, key, others) => {
  const tags = new Map(tagsOf({ user }));
  expect(tags.get("user")).toBe(key);
  expect(["user.email", "user.username", "user.ip"].map((name) => tags.get(name))).toEqual(others);
});
