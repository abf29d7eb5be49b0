import { describe, expect, it } from "vitest";
import { formatCount, formatExact } from "./format-count";

describe("formatCount", () => {
  it.each([
    [0, "0"],
    [9_214, "9,214"],
    [9_999, "9,999"],
    [10_000, "10k"],
    [18_204, "18.2k"],
    [182_040, "182k"],
    [999_499, "999k"],
    [999_500, "1M"],
    [1_920_000, "1.92M"],
    [-18_204, "−18.2k"],
  ])("writes %d as %s", (count, text) => expect(formatCount(count)).toBe(text));

  it("shows a dash for what is not known", () => {
    expect(formatCount(null)).toBe("–");
    expect(formatCount(undefined)).toBe("–");
    expect(formatCount(Number.NaN)).toBe("–");
  });
});

describe("formatExact", () => {
  it("keeps every digit", () => expect(formatExact(1_234_567)).toBe("1,234,567"));
});
