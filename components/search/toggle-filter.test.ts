import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFilters, readQuery, toggleValue } from "./tools";

describe("a value with one click", () => {
  test.each([
    ["", "level", "error", false, "level:error"],
    ["boom", "level", "error", true, "boom !level:error"],
    ["level:error", "level", "error", false, ""],
    ["a level:error b", "level", "error", false, "a b"],
    ["a !level:error", "level", "error", false, "a level:error"],
    ["severity:ERROR a", "level", "error", true, "!level:error a"],
    ["level:fatal", "level", "error", false, "level:fatal level:error"],
    ["level:[error, fatal]", "level", "error", false, "level:[error, fatal] level:error"],
    ["a OR b", "level", "error", false, "(a OR b) level:error"],
    ["a OR level:error", "level", "error", false, "(a OR level:error) level:error"],
    ["(a OR level:error)", "level", "error", false, "((a OR level:error)) level:error"],
    ["NOT level:error", "level", "error", false, "NOT level:error level:error"],
    ["", "browser", "Firefox 140.0", true, '!browser:"Firefox 140.0"'],
    ["", "odd tag", 'x" OR *', false, String.raw`tags["odd tag"]:"x\" OR \*"`],
    ["(broken", "level", "error", false, "(broken level:error"],
  ])("%s with %s:%s (not: %s) is %s", (text, key, value, isNegated, expected) => {
    expect(toggleValue(text, key, value, isNegated)).toBe(expected);
  });

  test("any value of any tag is read back as it was, and a second click takes it out", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zA-Z0-9_.:-]{1,20}$/),
        fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }),
        fc.boolean(),
        (key, value, isNegated) => {
          fc.pre(!["has", "is", "status", "level"].includes(key) && value.trim() !== "");
          const text = toggleValue("boom", `zz_${key}`, value, isNegated);
          expect(readQuery(text).errors, text).toEqual([]);
          expect(readFilters(text)).toEqual([{ key: `zz_${key}`, value, isNegated }]);
          expect(toggleValue(text, `zz_${key}`, value, isNegated)).toBe("boom");
        },
      ),
      { numRuns: 300 },
    );
  });
});
