import { describe, expect, it } from "vitest";
import { formatAge, formatAgo } from "./format-age";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe("formatAge", () => {
  it.each([
    [12_000, "12s"],
    [59_999, "59s"],
    [4 * MINUTE, "4m"],
    [3 * 60 * MINUTE, "3h"],
    [5 * DAY, "5d"],
    [34 * DAY, "34d"],
    [95 * DAY, "3mo"],
    [364 * DAY, "11mo"],
    [800 * DAY, "2y"],
  ])("writes %d ms as %s", (age, text) => expect(formatAge(age)).toBe(text));

  it("reads a time ahead of this clock as now", () => expect(formatAge(-5_000)).toBe("0s"));
});

describe("formatAgo", () => {
  it("is a phrase", () => {
    expect(formatAgo(12_000)).toBe("12 s ago");
    expect(formatAgo(4 * MINUTE)).toBe("4 min ago");
    expect(formatAgo(200)).toBe("just now");
  });
});
