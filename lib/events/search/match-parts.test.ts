import { describe, expect, it } from "vitest";
import type { GlobPart } from "@/lib/search/grammar/ast";
import { matchParts } from "./match-parts";

const toParts = (pattern: string): GlobPart[] =>
  [...pattern.matchAll(/[*?]|[^*?]+/g)].map(([part]) =>
    part === "*" || part === "?" ? { wildcard: part } : { literal: part },
  );

describe("a pattern", () => {
  it.each([
    ["*", "", true],
    ["*", "anything", true],
    ["?", "", false],
    ["?", "\u{1f680}", true],
    ["web@1.*", "web@1.2.3", true],
    ["WEB@*", "web@1", true],
    ["*.3", "1.2.3", true],
    ["*.3", "1.2.30", false],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "acb", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["*a?b*", "xxa1bxx", true],
    ["ab", "abc", false],
    ["100%_", "100%_", true],
    ["*aab*", "aaab", true],
  ])("%s and %j: %s", (pattern, text, expected) => {
    expect(matchParts(text, toParts(pattern))).toBe(expected);
  });
});
