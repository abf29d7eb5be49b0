import { describe, expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { contextBlocks } from "./context-blocks";

describe("contextBlocks", () => {
  it("puts the user first, known contexts before unknown ones, and leaves out what is empty", () => {
    const event: Event = {
      event_id: "0".repeat(32),
      type: "error",
      timestamp: "",
      received: "",
      level: "error",
      platform: "node",
      tags: [],
      user: { id: "1", data: { plan: "pro" } },
      contexts: {
        checkout: { step: "coupon" },
        constructor: { name: "x" },
        empty: { type: "empty" },
        trace: { type: "trace", trace_id: "7d3f" },
      },
    };
    expect(contextBlocks(event).map(({ title, rows }) => [title, ...rows.map(({ name }) => name)])).toEqual([
      ["User", "ID", "plan"],
      ["Trace", "Trace ID"],
      ["checkout", "Step"],
      ["constructor", "Name"],
      ["SDK", "Platform"],
    ]);
  });
});
