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

describe("chooseRecommended", () => {
  it("prefers the more complete event, then the newer one", () => {
    const events = { a: bare, b: withUser, c: { ...withUser } };
    expect(chooseRecommended(["a", "b", "c"] as const, (name) => events[name])).toBe("b");
  });

  it("stops looking at a complete event", () => {
    const looked: number[] = [];
    const chosen = chooseRecommended([0, 1, 2], (index) => {
      looked.push(index);
      return index === 1 ? complete : bare;
    });
    expect([chosen, looked]).toEqual([1, [0, 1]]);
  });

  it("has nothing to choose from nothing", () => {
    expect(chooseRecommended([], () => bare)).toBeUndefined();
  });
});
