import { describe, expect, test } from "vitest";
import { parse } from "./parse";
import { print } from "./print";
import { language } from "./query.fixture";

/** Alternatives inside alternatives, as deep as told. */
function nest(depth: number): string {
  return `${"(a OR b ".repeat(depth)}${")".repeat(depth)} c`;
}

/** What is wrong, as the text that is pointed at, and what is left of the query. */
function explain(text: string): { at: string[]; rest: string } {
  const { ast, errors } = parse(text, language);
  return { at: errors.map(({ from, to }) => text.slice(from, to)), rest: print(ast, language) };
}

describe("an error stands at its place and the rest is read", () => {
  test.each<[string, string[], string]>([
    ['"foo bar', ['"'], "foo bar"],
    ['title:"foo plan:x', ['"'], "title:foo plan:x"],
    ['plan:["a, b]', ['"'], "plan:[a, b]"],
    ["plan:[a, b", ["["], ""],
    ["plan:[a b] c", ["["], "b] c"],
    ["plan:[] c", ["[]"], "c"],
    ["plan:[a,,b]", [","], "plan:[a, b]"],
    ["plan:[a, b,]", ["]"], "plan:[a, b]"],
    ["plan IN (a, b", ["("], ""],
    ["count:[1 TO 5 c", ["["], "c"],
    ["count:[1 TO ] c", ["["], '"]" c'],
    ["count:[a TO 5] c", ["a"], "c"],
    ["title:[a TO b] c", ["[a TO b]"], "c"],
    ["plan:[a TO b] c", ["a", "b"], "c"],
    ["plan:[/a/ TO 5] c", ["[/a/ TO 5]"], "c"],
    ["count:>[1 TO 5] c", ["[1 TO 5]"], "c"],
    ["count:>[1, 5] c", ["[1, 5]"], "c"],
    ["tags[plan:x", ["["], '"tags[plan:x"'],
    ["!tags[plan:x", ["["], 'NOT "tags[plan:x"'],
    ["tags[]:x", ["[]"], '"tags[]:x"'],
    ["has:[a, b] c", ["[a, b]"], "c"],
    ["(a b", ["("], "a b"],
    ["plan:(a OR b", ["("], "plan:[a, b]"],
    ["a) b", [")"], "a b"],
    ["() a", ["()"], "a"],
    ["plan:() a", ["plan:()"], "a"],
    ["AND a", ["AND"], "a"],
    ["a OR", ["OR"], "a"],
    ["a OR OR b", ["OR", "OR"], "a OR b"],
    ["(AND a)", ["AND"], "a"],
    ["a NOT", ["NOT"], "a"],
    ["level: error", ["level:"], "error"],
    ["has: a", ["has:"], "a"],
    ["plan:", ["plan:"], ""],
    ["count:many a", ["many"], "a"],
    ["count:1* a", ["1*"], "a"],
    ["count:/1/ a", ["/1/"], "a"],
    ["count:5% a", ["5%"], "a"],
    ["count:2026-11-01 a", ["2026-11-01"], "a"],
    ["count:1e999 a", ["1e999"], "a"],
    ["count:[1, x, 3] a", ["x"], "a"],
    ["count:>* a", ["*"], "a"],
    ["seen:5 a", ["5"], "a"],
    ["seen:2026-02-30 a", ["2026-02-30"], "a"],
    ["seen:2026-13-01 a", ["2026-13-01"], "a"],
    ["seen:2026-11-01T25:00 a", ["2026-11-01T25:00"], "a"],
    ["seen:>+2d a", ["+2d"], "a"],
    ["seen:-24x a", ["-24x"], "a"],
    ["seen:-24ms a", ["-24ms"], "a"],
    ["took:-5s a", ["-5s"], "a"],
    ["took:5parsecs a", ["5parsecs"], "a"],
    ["body:5s a", ["5s"], "a"],
    ["handled:maybe a", ["maybe"], "a"],
    ["level:loud a", ["loud"], "a"],
    ["level:>error a", ["error"], "a"],
    ['release:>="a b"~2 a', ['"a b"~2'], "a"],
    ['"a b"~5000', ["5000"], '"a b"'],
    ["plan:\uf00dSounds\uf00da", ["\uf00dSounds\uf00d"], "plan:a"],
  ])("%s", (text, at, rest) => {
    expect(explain(text)).toEqual({ at, rest });
  });

  test("says what would fit", () => {
    expect(parse("level:loud", language).errors).toEqual([
      {
        from: 6,
        to: 10,
        message: "level takes fatal, error or warning.",
        expected: ["fatal", "error", "warning"],
      },
    ]);
    expect(parse("(a", language).errors).toMatchObject([{ expected: [")"] }]);
  });

  test("keeps the tokens of what is wrong", () => {
    const { tokens } = parse("level:loud plan:[a", language);
    expect(tokens.map(({ type, from, to }) => [type, from, to])).toEqual([
      ["filter", 0, 10],
      ["filter", 11, 18],
    ]);
  });
});

describe("hostile text", () => {
  test("is read up to 4,096 characters and no further", () => {
    const { errors, tokens } = parse("ab ".repeat(2000), language);
    expect(errors).toMatchObject([{ from: 4096, to: 6000 }]);
    expect(tokens.at(-1)?.to).toBeLessThanOrEqual(4096);
    expect(parse("ab ".repeat(1365), language).errors).toEqual([]);
  });

  test("nests 32 deep; what is deeper is told and skipped", () => {
    expect(parse(nest(32), language).errors).toEqual([]);
    const { errors, ast } = parse(`${"(".repeat(33)}a${")".repeat(33)} c`, language);
    expect(errors).toMatchObject([{ from: 32, to: 33 }]);
    expect(print(ast, language)).toBe("c");
    expect(parse(`${"(a OR ".repeat(32)}!count:[1 TO 5]${")".repeat(32)}`, language).errors).toHaveLength(1);
  });

  test.each([
    ["quotes", '"'],
    ["open parentheses", "("],
    ["calls", "a("],
    ["closed parentheses", ")"],
    ["lists", "a:["],
    ["slashes", "/"],
    ["patterns", "(/"],
    ["backslashes", "\\"],
    ["escaped quotes", '"\\'],
    ["negations", "-!"],
    ["NOT", "NOT "],
    ["spaces before IN", "a \t"],
    ["comparisons", 'a>"'],
    ["tags", "tags["],
    ["prefixes", "json."],
    ["ranges", "a:{1 TO "],
    ["stars", "*"],
    ["operator marks", "a:\uf00d"],
  ])("of %s only is read without a throw", (_, piece) => {
    const text = piece.repeat(Math.floor(4096 / piece.length));
    const { ast } = parse(text, language);
    expect(parse(print(ast, language).slice(0, 4096), language).ast).toBeDefined();
  });
});

describe("a pipe", () => {
  test.each<[string, string, { from: number; text: string } | null]>([
    ["level:error | stats count() by url", "level:error", { from: 12, text: " stats count() by url" }],
    ["a|b|c", "a", { from: 1, text: "b|c" }],
    ["| sort", "", { from: 0, text: " sort" }],
    ['"a | b" plan:"c|d"', '"a | b" plan:"c|d"', null],
    ["/a|b/ c\\|d", '/a|b/ "c|d"', null],
  ])("%s", (text, filter, rest) => {
    const parsed = parse(text, language);
    expect(parsed.errors).toEqual([]);
    expect(print(parsed.ast, language)).toBe(filter);
    expect(parsed.rest).toEqual(rest);
  });
});
