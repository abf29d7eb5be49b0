import { describe, expect, test } from "vitest";
import { collectKeys } from "./collect-keys";
import { editDistance } from "./edit-distance";
import { parse } from "./parse";
import { language } from "./query.fixture";
import { suggestKeys } from "./suggest-key";

describe("did you mean", () => {
  test.each([
    ["levle", ["level"]],
    ["lvl", []],
    ["titel", ["title"]],
    ["firstseen", ["seen"]],
    ["rel", ["release"]],
    ["relase", ["release"]],
    ["COUNTT", ["count"]],
    ["zzz", []],
    ["", []],
  ])("%s: %j", (name, keys) => {
    expect(suggestKeys(name, language)).toEqual(keys);
  });

  test("offers the project's own tags, the last part of a name too, and never the name itself", () => {
    const tags = ["customer.plan", "plan", "region"];
    expect(suggestKeys("plna", language, tags)).toEqual(["plan"]);
    expect(suggestKeys("plan", language, tags)).toEqual(["customer.plan"]);
    expect(suggestKeys("x".repeat(5000), language, [...tags, "x".repeat(5000)])).toEqual([]);
  });

  test("keys of a query are found wherever they stand", () => {
    const { ast } = parse("(levle:x OR NOT (!has:plan b)) *:y", language);
    expect(collectKeys(ast)).toEqual([
      { key: { scope: "tag", name: "levle" }, span: { from: 1, to: 8 } },
      { key: { scope: "tag", name: "plan" }, span: { from: 17, to: 26 } },
      { key: { scope: "any", name: "*" }, span: { from: 31, to: 34 } },
    ]);
  });
});

describe("edit distance", () => {
  test.each([
    ["", "", 2, 0],
    ["a", "", 2, 1],
    ["abc", "abc", 0, 0],
    ["abc", "abd", 2, 1],
    ["abc", "acb", 2, 1],
    ["abc", "ab", 2, 1],
    ["abc", "xabc", 2, 1],
    ["abcdef", "badcef", 2, 2],
    ["abcdef", "fedcba", 2, null],
    ["abc", "abcdef", 2, null],
    ["kitten", "sitting", 3, 3],
  ])("%s → %s within %i is %s", (one, other, bound, distance) => {
    expect(editDistance(one, other, bound)).toBe(distance);
    expect(editDistance(other, one, bound)).toBe(distance);
  });
});
