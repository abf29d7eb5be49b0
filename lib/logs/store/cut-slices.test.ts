import * as fc from "fast-check";
import { expect, it } from "vitest";
import { cutSlices } from "./list-slices";
import { FILE_LINES, planCompaction } from "./plan-compaction";

const span = fc
  .record({
    timeMin: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    length: fc.bigInt({ min: 0n, max: 10n ** 10n }),
    lines: fc.integer({ min: 1, max: 600_000 }),
  })
  .map(({ timeMin, length, lines }) => ({ timeMin, timeMax: timeMin + length, lines }));

it("covers the whole time once, newest first, each slice with a bounded number of lines", () => {
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 40 }), (spans) => {
      const slices = cutSlices(spans, 0n, 2n * 10n ** 12n);
      expect(slices[0]?.to).toBe(2n * 10n ** 12n);
      expect(slices.at(-1)?.from).toBe(0n);
      for (const [index, slice] of slices.entries()) {
        expect(slice.from < slice.to).toBe(true);
        if (index > 0) expect(slice.to).toBe(slices[index - 1]?.from);
      }
      const lines = spans.reduce((sum, each) => sum + each.lines, 0);
      const cut = slices.reduce((sum, each) => sum + each.lines, 0);
      expect(Math.abs(cut - lines)).toBeLessThanOrEqual(lines * 0.01 + slices.length);
    }),
  );
});

it("begins with a small slice", () => {
  const slices = cutSlices([{ timeMin: 0n, timeMax: 10n ** 12n, lines: 1_000_000 }], 0n, 10n ** 12n + 1n);
  expect(slices.map(({ lines }) => lines)).toEqual([65_536, 131_072, 262_144, 524_288, 16_960]);
});

const make = (count: number, lines: number) =>
  Array.from({ length: count }, (_, index) => ({ lines, timeMin: BigInt(index) }));
const plan = (files: { lines: number; timeMin: bigint }[], isOver: boolean) =>
  planCompaction(files, isOver).map((group) => group.length);

it("compacts eight of a size while the day goes on, and all that is small when it is over", () => {
  expect(plan(make(7, 1_000), false)).toEqual([]);
  expect(plan([...make(9, 1_000), ...make(3, 100_000)], false)).toEqual([9]);
  expect(plan([...make(3, 1_000), ...make(3, 100_000)], true)).toEqual([6]);
  expect(plan(make(1, 10), true)).toEqual([]);
  expect(plan(make(10, 100_000), true)).toEqual([5, 5]);
  expect(plan(make(3, FILE_LINES), true)).toEqual([]);
});
