import { expect, it } from "vitest";
import { chooseFiles, listStretches } from "./choose-stretches";
import type { LineMoment } from "@/lib/logs/engine/engine";
import type { StoredFile } from "./read-snapshot";

const file = (projectId: number, timeMin: bigint, timeMax: bigint, lines = 1_000): StoredFile => ({
  projectId,
  id: `${projectId}-${timeMin}`,
  day: "2026-11-20",
  timeMin,
  timeMax,
  lines,
  columns: [],
  isRemote: false,
});
const all = { from: -(2n ** 62n), to: 2n ** 62n };
const at = (projectId: number, ...times: bigint[]) => times.map((t) => ({ projectId, t }));

it("chooses files of the same project that reach over a moment, their ends included", () => {
  const files = [file(1, 0n, 9n), file(1, 10n, 20n), file(2, 0n, 20n)];
  const chosen = (...moments: LineMoment[]) => chooseFiles(files, { ...all, moments }).map(({ id }) => id);
  expect(chosen(...at(1, 9n))).toEqual(["1-0"]);
  expect(chosen(...at(1, 10n, 20n))).toEqual(["1-10"]);
  expect(chosen(...at(1, 0n), ...at(2, 20n))).toEqual(["1-0", "2-0"]);
  expect(chosen(...at(1, 21n), ...at(3, 5n))).toEqual([]);
});

it("makes one stretch of moments with few lines between them", () => {
  // A line each 1,000 ns.
  const wide = file(1, 0n, 999_999n);
  const moments = at(1, 500_000n, 1_000n, 1_000n, 31_000n, 80_000n);
  expect(listStretches(wide, { ...all, moments: moments })).toEqual([
    { first: 1_000n, last: 31_000n },
    { first: 80_000n, last: 80_000n },
    { first: 500_000n, last: 500_000n },
  ]);
  expect(listStretches(wide, { ...all, moments: [] })).toEqual([]);
  expect(listStretches(wide, { ...all, moments: at(2, 1_000n) })).toEqual([]);
});

it("leaves out what lies outside, and joins the nearest of many", () => {
  const dense = file(1, 0n, 99_999_999n, 1_000_000);
  const times = Array.from({ length: 70 }, (_, index) =>
    BigInt(index * 1_000_000 + (index < 10 ? 0 : 500_000)),
  );
  const stretches = listStretches(dense, { ...all, moments: at(1, ...times, 100_000_000n) }) ?? [];
  expect(stretches).toHaveLength(64);
  expect(stretches.at(-1)?.last).toBe(times.at(-1));
  for (const t of times) expect(stretches.some(({ first, last }) => first <= t && t <= last)).toBe(true);
  // The widest gap is a cut.
  expect(stretches.some(({ first }) => first === times[10])).toBe(true);
});

it("reads what lies before and behind that which is counted, as far as the time goes", () => {
  const some = file(1, 100n, 199n);
  const read = (from: bigint, to: bigint, first: bigint, end: bigint, id = some.id) =>
    listStretches(some, { from, to, counted: [{ id, from: first, to: end }] })?.map(({ first, last }) => [
      first,
      last,
    ]);
  expect(read(0n, 1_000n, 120n, 150n)).toEqual([
    [100n, 119n],
    [150n, 199n],
  ]);
  expect(read(110n, 160n, 120n, 150n)).toEqual([
    [110n, 119n],
    [150n, 159n],
  ]);
  expect(read(0n, 1_000n, 60n, 240n)).toEqual([]);
  expect(read(0n, 1_000n, 60n, 199n)).toEqual([[199n, 199n]]);
  expect(read(120n, 150n, 120n, 150n)).toEqual([]);
  expect(read(0n, 1_000n, 120n, 150n, "another")).toBeUndefined();
  expect(chooseFiles([some], { ...all, counted: [{ id: some.id, from: 0n, to: 300n }] })).toEqual([]);
});
