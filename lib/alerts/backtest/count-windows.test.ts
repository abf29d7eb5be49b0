import { expect, it } from "vitest";
import { groupsReplayed, seriesOf } from "./count-windows";

const MINUTE = 60_000;
const month = { from: 0, to: 30 * 1_440 * MINUTE };

it("holds the groups with most alone, however many there are", () => {
  const counts = Array.from({ length: 20_000 }, (_, number) => ({
    group: `user:${number}`,
    at: (number % 100) * MINUTE,
    quantity: number,
  }));
  const series = seriesOf(counts, month, MINUTE);
  expect([series.groups.size, series.isCut]).toEqual([groupsReplayed, true]);
  expect([...series.groups.keys()].slice(0, 2)).toEqual(["user:19999", "user:19998"]);
  expect(series.groups.get("user:19999")?.[99]).toBe(19_999);
  const other = seriesOf(counts.toReversed(), month, MINUTE, ["user:5", "user:none"]);
  expect([other.groups.size, other.groups.has("user:5")]).toEqual([groupsReplayed + 1, true]);
});

it("adds up what falls into a step, and leaves out what lies outside", () => {
  const counts = [-1, 0, MINUTE - 1, MINUTE, 2 * MINUTE].map((at) => ({ group: "", at, quantity: 1 }));
  const { groups, isCut } = seriesOf(counts, { from: 0, to: 2 * MINUTE }, MINUTE);
  expect([[...(groups.get("") ?? [])], isCut]).toEqual([[2, 1], false]);
});
