import { describe, expect, it } from "vitest";
import { formatPercent } from "./format-percent";

describe("formatPercent", () => {
  it.each([
    [0, "0%"],
    [0.0087, "0.87%"],
    [0.00999, "1%"],
    [0.054, "5.4%"],
    [0.0999, "10%"],
    [0.654, "65%"],
    [1, "100%"],
    [-0.03, "−3%"],
  ])("writes %d as %s", (share, text) => expect(formatPercent(share)).toBe(text));

  it("shows a dash for what is not known", () => expect(formatPercent(undefined)).toBe("–"));
});
