import { expect, test } from "vitest";
import { compilePattern, lookedAt } from "./compile-pattern";

test.each([
  ["(a*)*b", "a"],
  ["(a|a)*$x", "a"],
  ["(.*)*(.*)*=", "a"],
  ["^(([a-z])+.)+[A-Z]([a-z])+$", "a"],
])("%s is done with a long text in one pass", (source, letter) => {
  const { test: fits } = compilePattern(source, { isDotAll: true });
  expect(fits(letter.repeat(lookedAt))).toBe(false);
});

test("only the beginning of a long text is looked at", () => {
  const { test: fits } = compilePattern("needle", { isDotAll: true });
  expect(fits(`${"x".repeat(lookedAt - 6)}needle`)).toBe(true);
  expect(fits(`${"x".repeat(lookedAt - 5)}needle`)).toBe(false);
});

const take = (source: string, text: string) => compilePattern(source, { isDotAll: true }).capture(text);

test("groups take what a person expects", () => {
  expect(take("(a+)(b*)", "xaab")).toEqual(["aa", "b"]);
  expect(take("(a+?)(b*)", "xaab")).toEqual(["a", ""]);
  expect(take("(x)|(y)", "y")).toEqual(["", "y"]);
  expect(take("z(.)", "abc")).toBeNull();
});
