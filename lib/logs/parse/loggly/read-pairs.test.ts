import { describe, expect, it } from "vitest";
import { readPairs } from "./read-pairs";

describe("readPairs", () => {
  it.each([
    // node-loggly-bulk 2.2.5 and 4.0.2 with json: false.
    [
      "level=error, message=payment failed, order=A-17, amount=12.5, paid=false, b=1, list=[x, y]",
      {
        level: "error",
        message: "payment failed",
        order: "A-17",
        amount: 12.5,
        paid: false,
        b: 1,
        list: "[x, y]",
      },
    ],
    [
      "level=warn, message=first line\n  second line",
      { level: "warn", message: "first line\n  second line" },
    ],
    ["level=info, message=a, b, c=d, x", { level: "info", message: "a, b", c: "d, x" }],
    ["a=null, b=undefined, c=", { a: null, b: null, c: "" }],
    ["@timestamp=2026-11-22T10:00:00Z, a.b=1", { "@timestamp": "2026-11-22T10:00:00Z", "a.b": 1 }],
    ["url=https://x/?a=1&b=2", { url: "https://x/?a=1&b=2" }],
    ["__proto__=1", JSON.parse('{"__proto__":1}')],
  ])("%s", (text, expected) => {
    expect(readPairs(text)).toEqual(expected);
  });

  it.each(["", "just words", "words, a=1", "=1", "{a=1", `${"x".repeat(65)}=1`])("none in: %s", (text) => {
    expect(readPairs(text)).toBeUndefined();
  });

  it("stops at 256 pairs, and looks at a long text once", () => {
    expect(
      Object.keys(readPairs(Array.from({ length: 100_000 }, (_, index) => `k${index}=1`).join(", ")) ?? {}),
    ).toHaveLength(257);
    expect(readPairs(`a=${", ".repeat(500_000)}`)).toEqual({ a: ", ".repeat(500_000) });
  });
});
