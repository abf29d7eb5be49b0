import { describe, expect, test } from "vitest";
import type { SearchNode } from "./ast";
import { parse } from "./parse";
import { print } from "./print";
import { language, withoutSpans } from "./query.fixture";

/** The tree of a good query. */
function read(text: string): SearchNode {
  const { ast, errors } = parse(text, language);
  expect(errors).toEqual([]);
  return withoutSpans(ast);
}

const free = (text: string): SearchNode => ({ type: "text", value: { kind: "text", text } });
const tag = (name: string) => ({ scope: "tag", name }) as const;
const known = (name: string) => ({ scope: "field", name }) as const;

describe("the tree", () => {
  test("of nothing is all", () => {
    for (const text of ["", "   ", "*", "*:*", "has:*", '""']) expect(read(text)).toEqual({ type: "all" });
  });

  test("of words joins them by AND", () => {
    expect(read("payment failed")).toEqual({ type: "and", children: [free("payment"), free("failed")] });
  });

  test("of a filter has the canonical key, and tags for names that nobody knows", () => {
    const filter = { type: "filter", isNegated: false, operator: "=" };
    const values = [{ kind: "text", text: "x" }];
    expect(read("name:x")).toEqual({ ...filter, key: known("title"), values });
    expect(read("NAME:x")).toEqual({ ...filter, key: known("title"), values });
    expect(read("Plan:x")).toEqual({ ...filter, key: tag("Plan"), values });
    expect(read("tags[title]:x")).toEqual({ ...filter, key: tag("title"), values });
    expect(read("flags[new-ui]:x")).toEqual({ ...filter, key: { scope: "flag", name: "new-ui" }, values });
    expect(read("*:x")).toEqual({ ...filter, key: { scope: "any", name: "*" }, values });
  });

  test.each([
    ["count:5", { kind: "number", value: 5 }],
    ["count:-1.5", { kind: "number", value: -1.5 }],
    ["count:2k", { kind: "number", value: 2000 }],
    ["count:1.005M", { kind: "number", value: 1_005_000 }],
    ["count:1e3", { kind: "number", value: 1000 }],
    ['count:"5"', { kind: "number", value: 5 }],
    ["rate:5.5%", { kind: "percentage", value: 5.5 }],
    ["took:1.5h", { kind: "duration", amount: 1.5, unit: "h" }],
    ["took:10min", { kind: "duration", amount: 10, unit: "m" }],
    ["took:2WK", { kind: "duration", amount: 2, unit: "w" }],
    ["took:250", { kind: "duration", amount: 250, unit: "ms" }],
    ["body:10mb", { kind: "size", amount: 10, unit: "mb" }],
    ["body:1.5GiB", { kind: "size", amount: 1.5, unit: "gib" }],
    ["body:512", { kind: "size", amount: 512, unit: "b" }],
    ["handled:TRUE", { kind: "boolean", value: true }],
    ["handled:no", { kind: "boolean", value: false }],
    ["level:Error", { kind: "text", text: "error" }],
    ["seen:2026-11-01", { kind: "date", iso: "2026-11-01T00:00:00.000Z", precision: "day" }],
    ["seen:2026-11-01T10:30", { kind: "date", iso: "2026-11-01T10:30:00.000Z", precision: "time" }],
    ["seen:2026-11-01T10:30:05.1234Z", { kind: "date", iso: "2026-11-01T10:30:05.123Z", precision: "time" }],
    ["seen:2026-11-01T00:30:00+02:00", { kind: "date", iso: "2026-10-31T22:30:00.000Z", precision: "time" }],
    ['seen:"2026-11-01 10:30:00"', { kind: "date", iso: "2026-11-01T10:30:00.000Z", precision: "time" }],
    ["seen:-24h", { kind: "relative", direction: "after", amount: 24, unit: "h" }],
    ["seen:+2d", { kind: "relative", direction: "before", amount: 2, unit: "d" }],
    ["age:3d", { kind: "duration", amount: 3, unit: "d" }],
    ["age:-3d", { kind: "relative", direction: "after", amount: 3, unit: "d" }],
    ["title:5", { kind: "text", text: "5" }],
    ["title:<lambda>", { kind: "text", text: "<lambda>" }],
    ["stack:<lambda>", { kind: "text", text: "<lambda>" }],
    ["release:latest", { kind: "text", text: "latest" }],
    ['plan:""', { kind: "text", text: "" }],
    ['plan:"a \\"b\\" \\\\ \\* c"', { kind: "text", text: 'a "b" \\ * c' }],
    ["plan:C:\\app\\new", { kind: "text", text: "C:\\app\\new" }],
    ["plan:a\\ b\\)", { kind: "text", text: "a b)" }],
    ["plan:f(x)", { kind: "text", text: "f(x)" }],
    ['plan:"a b"~5', { kind: "text", text: "a b", distance: 5 }],
    ["plan:/a|b(c)/", { kind: "pattern", source: "a|b(c)" }],
    ["plan:/took \\d+ ms/", { kind: "pattern", source: "took \\d+ ms" }],
    ['plan:"/a/"', { kind: "text", text: "/a/" }],
    ["plan:/api/users/", { kind: "text", text: "/api/users/" }],
  ])("of %s has its value", (text, value) => {
    expect(read(text)).toMatchObject({ type: "filter", operator: "=", isNegated: false, values: [value] });
  });

  test.each([
    ["plan:*a", ["*", "a"]],
    ["plan:a*", ["a", "*"]],
    ["plan:a*b", ["a", "*", "b"]],
    ["plan:**a**", ["*", "a", "*"]],
    ['plan:"a b*"', ["a b", "*"]],
    ["plan:a?c", ["a", "?", "c"]],
    ["plan:a\\*b*", ["a*b", "*"]],
    ["plan:\uf00dContains\uf00da", ["*", "a", "*"]],
    ["plan:\\uf00dContains\\uf00da", ["*", "a", "*"]],
    ["plan:\uf00dStartsWith\uf00da", ["a", "*"]],
    ["plan:\uf00dEndsWith\uf00da", ["*", "a"]],
    ['plan:\uf00dcontains\uf00d"a b"', ["*", "a b", "*"]],
  ])("of %s has its wildcards", (text, parts) => {
    const expected = parts.map((part) =>
      part === "*" || part === "?" ? { wildcard: part } : { literal: part },
    );
    expect(read(text)).toMatchObject({ values: [{ kind: "glob", parts: expected }] });
  });

  test("of a question mark in quotes is a question mark", () => {
    expect(read('"why?"')).toEqual(free("why?"));
  });

  test.each([
    ["count:>5", ">"],
    ["count:>=5", ">="],
    ["count:<5", "<"],
    ["count:<=5", "<="],
    ["count:=5", "="],
    ["count>5", ">"],
    ["count >= 5", ">="],
    ["count==5", "="],
    ["latency:>5ms", ">"],
    ["latency>=5ms", ">="],
    ["latency < 5ms", "<"],
    ["version:>=1.10", ">="],
    ["when:>2026-11-01", ">"],
  ])("of %s compares", (text, operator) => {
    expect(read(text)).toMatchObject({ type: "filter", operator, isNegated: false });
  });

  test("tells where each filter and word stood", () => {
    const { ast } = parse(' title:a !count:>5 "b c"', language);
    expect(ast).toMatchObject({
      children: [{ span: { from: 1, to: 8 } }, { span: { from: 9, to: 18 } }, { span: { from: 19, to: 24 } }],
    });
  });
});

describe("canonical form", () => {
  test.each([
    // Joins: AND before OR, side by side is AND
    ["a AND b", "a b"],
    ["a OR b AND c", "a OR b AND c"],
    ["a b OR c d", "a AND b OR c AND d"],
    ["(a b) OR c", "a AND b OR c"],
    ["(a OR b) c", "(a OR b) c"],
    ["((a)) ((b c))", "a b c"],
    ["plan:x or team:y", "plan:x OR team:y"],
    ["plan:x and team:y", "plan:x team:y"],
    ["no such file or directory", "no such file or directory"],
    ["plan:x OR plan:y OR z", "plan:[x, y] OR z"],
    ["a OR *", ""],
    // Negation
    ["NOT a", "NOT a"],
    ["-a", "NOT a"],
    ["!a", "NOT a"],
    ['-"a b"', 'NOT "a b"'],
    ["NOT plan:x", "!plan:x"],
    ["-plan:x", "!plan:x"],
    ["NOT !plan:x", "plan:x"],
    ["-!plan:x", "plan:x"],
    ["NOT NOT a", "a"],
    ["NOT (a OR b)", "NOT (a OR b)"],
    ["-(a b)", "NOT (a b)"],
    ["NOT *", "NOT *"],
    // Alternatives of one key
    ["plan:[a, b]", "plan:[a, b]"],
    ["plan:[a,b , a]", "plan:[a, b]"],
    ["plan:[a]", "plan:a"],
    ['plan:["a, b", c*]', 'plan:["a, b", c*]'],
    ["!plan:[a, b]", "!plan:[a, b]"],
    ["!plan:a OR !plan:b", "!plan:a OR !plan:b"],
    ["!plan:a !plan:b", "!plan:a !plan:b"],
    ["count:>5 OR count:>9", "count:>5 OR count:>9"],
    ["count:[1, 2k]", "count:[1, 2000]"],
    ["plan:(a OR b)", "plan:[a, b]"],
    ["plan:(a or b)", "plan:[a, b]"],
    ['plan:("a b" OR c*)', 'plan:["a b", c*]'],
    ["!plan:(a OR b)", "!plan:[a, b]"],
    ["plan:(a -b)", "plan:a !plan:b"],
    ["count:(>=1 AND <5)", "count:>=1 count:<5"],
    ["count:([1 TO 5] OR 9)", "count:>=1 AND count:<=5 OR count:9"],
    ['plan IN (a, "b c")', 'plan:[a, "b c"]'],
    ["plan NOT IN (a, b)", "!plan:[a, b]"],
    ["NOT plan IN (a,b)", "!plan:[a, b]"],
    // Ranges
    ["count:[1 TO 5]", "count:>=1 count:<=5"],
    ["count:{1 TO 5}", "count:>1 count:<5"],
    ["count:[1 TO 5}", "count:>=1 count:<5"],
    ["count:{1 TO 5]", "count:>1 count:<=5"],
    ["count:[1 TO *]", "count:>=1"],
    ["count:{* TO 5}", "count:<5"],
    ["count:[* TO *]", "has:count"],
    ["!count:[1 TO 5]", "NOT (count:>=1 count:<=5)"],
    ["latency:[1ms TO 5s]", "latency:>=1ms latency:<=5s"],
    ["seen:[2026-01-01 TO 2026-02-01}", "seen:>=2026-01-01 seen:<2026-02-01"],
    ["seen:[-7d TO -1d]", "seen:-7d seen:+1d"],
    // Presence
    ["has:plan", "has:plan"],
    ["!has:plan", "!has:plan"],
    ["_exists_:plan", "has:plan"],
    ["NOT _exists_:plan", "!has:plan"],
    ["plan:*", "has:plan"],
    ["!plan:*", "!has:plan"],
    ["count:*", "has:count"],
    ["has:name", "has:title"],
    ["has:tags[title]", "has:tags[title]"],
    ['has:"odd key"', 'has:tags["odd key"]'],
    // Signs
    ["plan=free", "plan:free"],
    ["plan==free", "plan:free"],
    ["plan!=free", "!plan:free"],
    ["!plan=free", "!plan:free"],
    ["count>=5", "count:>=5"],
    ["count:!=5", "!count:5"],
    ["level = error", "level:error"],
    ["plan:\uf00dDoesNotContain\uf00da", "!plan:*a*"],
    ["!plan:\uf00dContains\uf00d[a, b]", "!plan:[*a*, *b*]"],
    ["plan:\uf00dDoesNotStartWith\uf00da", "!plan:a*"],
    ["plan:\uf00dDoesNotEndWith\uf00da", "!plan:*a"],
    // Dates
    ["seen:>-24h", "seen:-24h"],
    ["seen:<=-2d", "seen:+2d"],
    ["!seen:-24h", "!seen:-24h"],
    // Names
    ["times_seen:5", "count:5"],
    ["count():>5", "count:>5"],
    ["p95(transaction.duration):>5s", "p95(transaction.duration):>5s"],
    ["percentile( a, 0.95 ):>5", "percentile(a,0.95):>5"],
    ["json.level:error", "level:error"],
    ["json.syslog.plan:x", "plan:x"],
    ["syslog.title:x", "title:x"],
    ["tags.level:x", "tags[level]:x"],
    ["tags.plan:x", "plan:x"],
    ["sourcetype:x", "title:x"],
    ["lost:x", "lost:x"],
    ["@timestamp:-1h", "seen:-1h"],
    ['"odd name":x', '"odd name":x'],
    ['"odd key":x', 'tags["odd key"]:x'],
    ['tags["a]:b"]:x', 'tags["a]:b"]:x'],
    ["tags[has]:x", "tags[has]:x"],
    ['flags["f"]:true', "flags[f]:true"],
    ["*:word", "*:word"],
    // Words that only look like more
    ["TypeError: x is undefined", '"TypeError:" x is undefined'],
    ["https://example.com/a?b=c", "https://example.com/a?b=c"],
    ["std::vector", "std::vector"],
    ["12:30:45", "12:30:45"],
    ["at pay (cart.ts:42:13)", "at pay cart.ts:42:13"],
    ["app.port:8080", "app.port:8080"],
    ["tags[cart.ts]:42:13", "tags[cart.ts]:42:13"],
    ["C:\\app\\foo.ts", "C:\\app\\foo.ts"],
    ["handler(req) foo()", "handler(req) foo()"],
    ["handler(req, res)", "handler req, res"],
    ["Map<String>", '"Map<String>"'],
    ["a->b a=>b", "a->b a=>b"],
    ["a -> b", 'a "->" b'],
    ["--verbose -", '"--verbose" "-"'],
    ["status = 500", 'status "=" 500'],
    ["[Filtered]", '"[Filtered]"'],
    ['say"hi"', 'say"hi"'],
    ["tags[a]:http://x", "a:http://x"],
    ["tags[http]://x", "tags[http]://x"],
    // Phrases and patterns
    ['"a b"~5', '"a b"~5'],
    ['title:"a b"~5', 'title:"a b"~5'],
    ["/eth[0-9]+/ plan:/a|b/", "/eth[0-9]+/ plan:/a|b/"],
    ["/took [0-9]+ ms/ /(no|lost) connection$/", "/took [0-9]+ ms/ /(no|lost) connection$/"],
    ["plan:/^GET .* 5\\d\\d/ web", "plan:/^GET .* 5\\d\\d/ web"],
    // Two paths, a path and a phrase, a path and a name are no pattern.
    ["/tmp and logs/", '"/tmp" and "logs/"'],
    ["/a+ b /", '"/a+" b "/"'],
    ['plan:/x+ "a/ b"', 'plan:/x+ "a/ b"'],
    ["plan:/x+ a/b/ c/", 'plan:/x+ a/b/ "c/"'],
    ['plan:[/x+, "y/"] plan:"z/"', 'plan:[/x+, "y/"] plan:"z/"'],
    ['plan:"/a/"', 'plan:"/a/"'],
    ["te?t plan:web-?", "te?t plan:web-?"],
    ["plan:a\\ ?", "plan:a\\ ?"],
    ['"AND" OR "IN"', '"AND" OR "IN"'],
    ['plan:a "or" team:b', 'plan:a "or" team:b'],
  ])("%s → %s", (text, canonical) => {
    expect(print(read(text), language)).toBe(canonical);
    expect(print(read(canonical), language)).toBe(canonical);
  });
});
