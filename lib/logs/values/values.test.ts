import { expect, it } from "vitest";
import { levelsOf } from "@/lib/logs/query/levels-of-filter";
import { logLanguage } from "@/lib/logs/query/language";
import { parse } from "@/lib/search/grammar/parse";
import { chooseCells, type CountedFile } from "./choose-cells";
import { tallyValues } from "./tally-values";
import { type FieldCounts, isNumeric, packCounts, unpackCounts, type ValueCounts } from "./value-counts";

const HOUR = 3_600_000_000_000n;
const field = (
  name: string,
  kind: FieldCounts["kind"],
  values: FieldCounts["values"],
  distinct = values.length,
) => ({
  name,
  isOwn: false,
  kind,
  values,
  distinct,
});

function makeFile(counts: Partial<ValueCounts>, projectId = 1): CountedFile {
  return {
    projectId,
    id: "file",
    timeMin: 10n * HOUR + 5n,
    timeMax: 12n * HOUR + 5n,
    counts: {
      cells: [
        [10, 1],
        [10, 3],
        [11, 1],
        [12, 3],
      ],
      lines: [10, 2, 20, 4],
      fields: [],
      ...counts,
    },
  };
}

const everything = new Set([0, 1, 2, 3]);
const slugs = new Map([[1, "shop"]]);

it("takes the hours that lie in a time, as far as the file goes", () => {
  const file = makeFile({});
  const choose = (from: bigint, to: bigint) => {
    const chosen = chooseCells(file, { from, to });
    return (
      chosen && [[...chosen.cells], Number(chosen.stretch.from / HOUR), Number(chosen.stretch.to / HOUR)]
    );
  };
  expect(choose(0n, 100n * HOUR)).toEqual([[0, 1, 2, 3], 10, 13]);
  // The file begins after the beginning of its first hour, and ends before the end of its last.
  expect(choose(10n * HOUR + 5n, 12n * HOUR + 6n)).toEqual([[0, 1, 2, 3], 10, 13]);
  expect(choose(10n * HOUR + 6n, 12n * HOUR + 6n)).toEqual([[2, 3], 11, 13]);
  expect(choose(10n * HOUR, 12n * HOUR + 5n)).toEqual([[0, 1, 2], 10, 12]);
  expect(choose(10n * HOUR + 6n, 11n * HOUR + 6n)).toBeNull();
  expect(choose(13n * HOUR, 14n * HOUR)).toBeNull();
  expect(choose(11n * HOUR, 12n * HOUR)).toEqual([[2], 11, 12]);
});

it("sums up values of the chosen hours and levels, whatever they are called", () => {
  const counts = packCounts(
    makeFile({
      fields: [
        field("__proto__", "text", [
          ["constructor", [0, 4, 1, 1, 3, 2]],
          ["b", [2, 5]],
        ]),
      ],
    }).counts,
  );
  const files = [{ file: makeFile(unpackCounts(counts)), cells: new Set([0, 1, 2]) }];
  const all = tallyValues(files, everything, slugs);
  expect(all.lines).toBe(32);
  expect([...(all.own.get("level")?.values ?? [])]).toEqual([
    ["information", 30],
    ["error", 2],
  ]);
  expect([...(all.own.get("project")?.values ?? [])]).toEqual([["shop", 32]]);
  expect(all.attributes.get("__proto__")).toEqual({
    kind: "text",
    values: new Map([
      ["constructor", 5],
      ["b", 5],
    ]),
    present: 10,
    distinct: 2,
  });
  const errors = tallyValues(files, new Set([3]), slugs);
  expect(errors.lines).toBe(2);
  expect(errors.attributes.get("__proto__")).toMatchObject({ present: 1, distinct: 1 });
});

it("knows nothing of a field that some file did not count, and puts numbers into stretches", () => {
  const cells = new Set([0, 1, 2, 3]);
  const files = [
    field("a", "text", [["x", [0, 3]]]),
    field("n", "text", [
      ["4", [0, 3]],
      ["-1", [0, 1]],
      ["none", [0, 1]],
    ]),
  ];
  const others = [field("a", "many", [], 900), field("n", "number", [["1004", [1, 2]]], 70)];
  const tally = tallyValues(
    [
      { file: makeFile({ fields: files }), cells },
      { file: makeFile({ fields: others }), cells },
    ],
    everything,
    slugs,
  );
  expect(tally.attributes.get("a")).toEqual({ kind: "many", values: new Map(), present: 0, distinct: 900 });
  expect(tally.attributes.get("n")).toEqual({
    kind: "number",
    values: new Map([
      ["1004", 5],
      ["0", 1],
    ]),
    present: 6,
    distinct: 70,
  });
});

it.each([
  ["", [0, 1, 2, 3]],
  ["level:error", [3]],
  ["level:err", [3]],
  ["!level:error", [0, 1, 2]],
  ["level:>=warning", [2, 3]],
  ["level:<warning", [0, 1]],
  ["level:[debug, error]", [0, 3]],
  ["level:debug OR level:warning", [0, 2]],
  ["level:>debug level:<error", [1, 2]],
  ["NOT (level:debug OR level:warning)", [1, 3]],
  // Of these a category is a part, or they are no levels.
  ["level:fatal", null],
  ["level:trace", null],
  ["level:er*", null],
  ["level:error service:web", null],
  ["level:error OR payment", null],
  ["has:level", null],
])("knows which levels %j asks for", (text, levels) => {
  const { ast, errors } = parse(text, logLanguage);
  expect(errors).toEqual([]);
  const found = levelsOf(ast);
  expect(found && [...found]).toEqual(levels);
});

it.each([
  ["bytes", true],
  ["took.ms", true],
  ["paid", true],
  ["valid", true],
  ["id", false],
  ["user_id", false],
  ["user.id", false],
  ["userId", false],
  ["process-pid", false],
])("takes %s for a quantity: %j", (name, is) => {
  expect(isNumeric(name, 1_000, 500, 1_000)).toBe(is);
  expect(isNumeric(name, 1_000, 20, 1_000)).toBe(false);
  expect(isNumeric(name, 1_000, 500, 900)).toBe(false);
});
