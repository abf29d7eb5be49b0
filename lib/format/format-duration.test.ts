import { describe, expect, it } from "vitest";
import { formatDuration } from "./format-duration";

describe("formatDuration", () => {
  it.each([
    [84, "84 ms"],
    [999.6, "1 s"],
    [3_200, "3.2 s"],
    [9_990, "10 s"],
    [42_000, "42 s"],
    [59_700, "1 min"],
    [240_000, "4 min"],
    [16_800_000, "4 h 40 m"],
    [7_200_000, "2 h"],
    [259_200_000, "3 d"],
  ])("writes %d ms as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

  it("shows a dash for what is not known", () => expect(formatDuration(undefined)).toBe("–"));
});
