import { describe, expect, it } from "vitest";
import { stackSegments } from "./stack";

const heights = (counts: number[], top: number) =>
  stackSegments(counts, top, 100).map(({ height }) => Math.round(height * 100) / 100);

describe("stackSegments", () => {
  it("lays the first part at the bottom and each next one on it", () => {
    expect(stackSegments([10, 30], 100, 100)).toEqual([
      { y: 90, height: 10 },
      { y: 60, height: 30 },
    ]);
  });

  it("keeps a rare part visible without making the bar taller", () => {
    expect(heights([1, 9999], 10_000)).toEqual([1, 99]);
    expect(heights([0, 5, 5], 10)).toEqual([0, 50, 50]);
  });

  it("draws nothing for nothing, and something for little", () => {
    expect(heights([0, 0], 10)).toEqual([0, 0]);
    expect(heights([1, 1], 1_000_000)).toEqual([1, 1]);
  });
});
