import { describe, expect, it } from "vitest";
import { chooseKept, keepLevel } from "./plan-eviction";

/** The same numbers in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function kept(times: number[], level: number): number[] {
  const isKept = chooseKept({
    count: times.length,
    firstMs: times[0] ?? 0,
    lastMs: times.at(-1) ?? 0,
    level,
  });
  return times.flatMap((time, index) => (isKept(time) ? [index] : []));
}

describe("keepLevel", () => {
  it("takes from the noisiest and leaves the quiet alone", () => {
    const groups = [
      { stored: 10_000, issues: 1 },
      { stored: 4_000, issues: 1 },
      { stored: 10, issues: 50 },
    ];
    expect(keepLevel(groups, 9_500)).toBe(5_000);
    expect(keepLevel(groups, 6_500)).toBe(3_000);
    expect(keepLevel(groups, 14_500)).toBe(Number.POSITIVE_INFINITY);
  });

  it("keeps the sum at or below the target, and as near to it as whole events allow", () => {
    const next = random(1);
    for (let round = 0; round < 500; round++) {
      const groups = Array.from({ length: 1 + Math.floor(next() * 20) }, () => ({
        stored: Math.floor(next() ** 4 * 100_000),
        issues: 1 + Math.floor(next() * 30),
      }));
      const total = groups.reduce((sum, { stored, issues }) => sum + stored * issues, 0);
      const issues = groups.reduce((sum, group) => sum + group.issues, 0);
      const target = Math.floor(next() * total);
      const level = keepLevel(groups, target);
      const left = (at: number) =>
        groups.reduce((sum, group) => sum + Math.min(group.stored, at) * group.issues, 0);
      expect(level).toBeGreaterThanOrEqual(2);
      if (level > 2) expect(left(level)).toBeLessThanOrEqual(target);
      expect(left(level + 1)).toBeGreaterThan(Math.min(target, total - 1));
      expect(issues).toBeGreaterThan(0);
    }
  });
});

describe("chooseKept", () => {
  it("keeps first, last, one event of every span that had any, the newest, and no more than the level", () => {
    const next = random(2);
    for (let round = 0; round < 2_000; round++) {
      const count = 3 + Math.floor(next() * 400);
      const level = 2 + Math.floor(next() * (count - 3));
      const skew = 0.2 + next() * 4;
      const times = Array.from({ length: count }, () => Math.floor(next() ** skew * 1e6)).toSorted(
        (a, b) => a - b,
      );
      const indexes = kept(times, level);
      expect(indexes[0]).toBe(0);
      expect(indexes.at(-1)).toBe(count - 1);
      expect(indexes.length).toBeLessThanOrEqual(level);
      const spans = Math.max(1, Math.min(49, Math.ceil(level / 2) - 1));
      const newest = level - spans;
      expect(indexes.slice(-newest)).toEqual(Array.from({ length: newest }, (_, i) => count - newest + i));
      const width = Math.max(1, (times.at(-1) ?? 0) - (times[0] ?? 0)) / spans;
      const spanOf = (index: number) =>
        Math.min(spans - 1, Math.floor(((times[index] ?? 0) - (times[0] ?? 0)) / width));
      const older = Array.from({ length: count - newest }, (_, index) => index);
      const firsts = [...new Map(older.toReversed().map((index) => [spanOf(index), index])).values()];
      expect(indexes.slice(0, -newest)).toEqual(firsts.toSorted((a, b) => a - b));
    }
  });

  it("keeps a year's outline of a flood: even steps in the past, dense at the end", () => {
    const times = Array.from({ length: 100_000 }, (_, index) => index * 1_000);
    const indexes = kept(times, 1_000);
    expect(indexes).toHaveLength(1_000);
    const gaps = indexes.slice(1, 49).map((value, index) => value - (indexes[index] ?? 0));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    expect(indexes.slice(49)).toEqual(Array.from({ length: 951 }, (_, index) => 99_049 + index));
  });

  it("keeps two of any number at one instant", () => {
    expect(kept([7, 7, 7, 7, 7], 2)).toEqual([0, 4]);
  });
});
