import { describe, expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { chooseRecommended } from "./choose-recommended";

const bare: Event = {
  event_id: "0".repeat(32),
  type: "error",
  timestamp: "2026-11-18T14:31:48.204Z",
  received: "2026-11-18T14:31:48.204Z",
  level: "error",
  platform: "node",
  tags: [],
};
const withUser: Event = { ...bare, user: { id: "1" } };
const complete: Event = {
  ...withUser,
  exception: { values: [{ stacktrace: { frames: [{ context_line: "x()" }] } }] },
  breadcrumbs: { values: [{ type: "default", level: "info" }] },
  request: { url: "https://a.example" },
  contexts: { trace: { trace_id: "1" } },
};

const jsonOf = (event: Event) => Buffer.from(JSON.stringify(event));

describe("chooseRecommended", () => {
  it("prefers the more complete event, then the newer one", () => {
    const events = { a: bare, b: withUser, c: { ...withUser } };
    expect(chooseRecommended(["a", "b", "c"] as const, (name) => jsonOf(events[name]))).toBe("b");
  });

  it("stops looking at a complete event", () => {
    const looked: number[] = [];
    const chosen = chooseRecommended([0, 1, 2], (index) => {
      looked.push(index);
      return jsonOf(index === 1 ? complete : bare);
    });
    expect([chosen, looked]).toEqual([1, [0, 1]]);
  });

  it.each([
    ["a user", { user: { id: "1" } }],
    ["source lines of an exception", { exception: complete.exception }],
    ["source lines of its own", { stacktrace: { frames: [{ context_line: "x()" }] } }],
    ["breadcrumbs", { breadcrumbs: complete.breadcrumbs }],
    ["a request", { request: { url: "https://a.example" } }],
    ["a trace", { contexts: { trace: { trace_id: "1" } } }],
  ] as [string, Partial<Event>][])(
    "takes an older event that has %s before one that has nothing",
    (_, parts) => {
      expect(chooseRecommended([bare, { ...bare, ...parts }], jsonOf)).toMatchObject(parts);
    },
  );

  it("is not taken in by events that only speak of what they do not have", () => {
    const words = '"user" "request" "trace" "breadcrumbs" "context_line"';
    const boasting: Event = {
      ...bare,
      transaction: words,
      tags: [["trace", words]],
      contexts: { user: { request: words, trace: "1" } },
      breadcrumbs: { values: [] },
      exception: { values: [{ stacktrace: { frames: [{ function: "context_line" }] } }] },
    };
    expect(chooseRecommended([bare, boasting, withUser], jsonOf)).toBe(withUser);
    expect(chooseRecommended([boasting, bare], jsonOf)).toBe(boasting);
  });

  it("has nothing to choose from nothing", () => {
    expect(chooseRecommended([], () => jsonOf(bare))).toBeUndefined();
  });
});
