import { expect, it } from "vitest";
import type { Event, Json } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

function normalise(raw: Json): Event {
  return normaliseEvent(raw, { receivedAt });
}

it.each([
  ["a map", { "user-agent": "x", accept: ["a", "b"], cookie: "s=1; t=2" }],
  [
    "pairs",
    [
      ["user-agent", "x"],
      ["ACCEPT", "a"],
      ["Accept", "b"],
      ["Cookie", "s=1; t=2"],
    ],
  ],
  ["lines", "User-Agent: x\r\nAccept: a\naccept: b\nCookie: s=1; t=2"],
])("reads headers as %s, and cookies among them", (_name, headers) => {
  const { request } = normalise({ request: { headers: headers as Json } });
  expect(request?.headers).toEqual([
    ["User-Agent", "x"],
    ["Accept", "a"],
    ["Accept", "b"],
  ]);
  expect(request?.cookies?.map(([name]) => name)).toEqual(["s", "t"]);
});

it.each([
  ["text", "?a=1&b=%20x"],
  ["a map", { a: 1, b: " x" }],
  [
    "pairs",
    [
      ["a", "1"],
      ["b", " x"],
    ],
  ],
])("reads the query as %s", (_name, query) => {
  expect(normalise({ request: { query_string: query as Json } }).request?.query_string).toEqual([
    ["a", "1"],
    ["b", " x"],
  ]);
});

it("splits the URL and reads bodies that came as text", () => {
  const { request } = normalise({
    "sentry.interfaces.Http": { method: "post", url: "https://example.com/a?b=1#c", data: '{"a":{"b":1}}' },
  });
  expect(request).toMatchObject({
    method: "POST",
    url: "https://example.com/a",
    query_string: [["b", "1"]],
    fragment: "c",
    data: { a: { b: 1 } },
  });
  expect(normalise({ request: { data: "a=1&b=2" } }).request?.data).toEqual({ a: "1", b: "2" });
  expect(normalise({ request: { data: "{broken" } }).request?.data).toBe("{broken");
});

it("C23: trims a megabyte of body", () => {
  expect(JSON.stringify(normalise({ request: { data: "x".repeat(1 << 20) } })).length).toBeLessThan(20_000);
});
