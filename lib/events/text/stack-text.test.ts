import { describe, expect, it } from "vitest";
import type { Event, Exception } from "@/lib/protocol/event";
import { stackText } from "./stack-text";

function eventOf(platform: string, values: Exception[]): Event {
  const timestamp = "2026-11-18T14:31:48.204Z";
  const event_id = "0".repeat(32);
  return {
    event_id,
    type: "error",
    timestamp,
    received: timestamp,
    level: "error",
    platform,
    tags: [],
    exception: { values },
  };
}

describe("stackText", () => {
  it("prints a chain as JavaScript does, thrown first", () => {
    const frames = [
      { function: "main", filename: "a.js", lineno: 1, colno: 2 },
      { filename: "b.js", lineno: 3 },
    ];
    expect(
      stackText(
        eventOf("node", [
          { type: "Cause", value: "x" },
          { type: "TypeError", value: "no", stacktrace: { frames } },
        ]),
      ),
    ).toBe("TypeError: no\n    at <anonymous> (b.js:3)\n    at main (a.js:1:2)\nCaused by: Cause: x");
  });

  it("prints a traceback as Python does, crash last", () => {
    const frames = [
      { function: "store", filename: "orders/views.py", lineno: 88, context_line: "    raise OrderError()" },
    ];
    expect(
      stackText(eventOf("python", [{ type: "OrderError", value: "full", stacktrace: { frames } }])),
    ).toBe(
      'Traceback (most recent call last):\n  File "orders/views.py", line 88, in store\n    raise OrderError()\nOrderError: full',
    );
  });

  it("prints qualified names as Java does", () => {
    const frames = [{ module: "com.acme.Ledger", function: "append", filename: "Ledger.java", lineno: 77 }];
    expect(
      stackText(
        eventOf("java", [{ type: "IOException", module: "java.io", value: "x", stacktrace: { frames } }]),
      ),
    ).toBe("java.io.IOException: x\n\tat com.acme.Ledger.append(Ledger.java:77)");
  });

  it("is empty when nothing was sent", () => {
    expect(stackText(eventOf("other", []))).toBe("");
  });
});
