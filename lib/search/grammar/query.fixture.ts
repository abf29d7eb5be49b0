import * as fc from "fast-check";
import type { GlobPart, SearchKey, SearchNode, SearchOperator, SearchValue } from "./ast";
import { toTextOrGlob } from "./glob";
import { createLanguage } from "./language";
import { looksLikePattern } from "./looks-like-pattern";

/** One field of each kind, and names of other products. */
export const language = createLanguage({
  fields: [
    { key: "title", kinds: ["text"], aliases: ["name"] },
    { key: "count", kinds: ["number"], aliases: ["times_seen", "count()"] },
    { key: "rate", kinds: ["percentage"] },
    { key: "seen", kinds: ["date"], aliases: ["first_seen"] },
    { key: "took", kinds: ["duration"] },
    { key: "age", kinds: ["date", "duration"] },
    { key: "body", kinds: ["size"] },
    { key: "handled", kinds: ["boolean"] },
    { key: "level", kinds: ["enum"], values: ["fatal", "error", "warning"] },
    { key: "release", kinds: ["version"], values: ["latest"] },
    { key: "odd name", kinds: ["text"] },
  ],
  prefixes: [{ prefix: "json." }, { prefix: "syslog." }, { prefix: "tags.", isTag: true }],
  synonyms: { sourcetype: "title", "@timestamp": "seen", lost: "nothing" },
});

const text = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-zA-Z0-9_.:/\\*?"'()[\]{},<>=!~|#@+-]{1,12}$/) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 12 }) },
  fc.constantFrom(
    "AND",
    "or",
    "NOT",
    "IN",
    "TO",
    "a b",
    "/x/",
    "//x",
    "/x+",
    "x/",
    "a/ b",
    ":x",
    "\\x",
    "\uf00dContains\uf00d",
    "-",
    "has",
  ),
  fc.constantFrom(
    "count",
    ">",
    ">=5",
    "5",
    "-24h",
    "tags[",
    "\u00a0",
    "(a)",
    "[a, b]",
    "<lambda>",
    "*",
    "http://x",
  ),
);

const part: fc.Arbitrary<GlobPart> = fc.oneof(
  text.map((literal) => ({ literal })),
  fc.constantFrom<GlobPart>({ wildcard: "*" }, { wildcard: "?" }),
);

const textValue: fc.Arbitrary<SearchValue & { kind: "text" | "glob" }> = fc.oneof(
  text.map((text) => ({ kind: "text" as const, text })),
  fc.tuple(text, fc.nat(1000)).map(([text, distance]) => ({ kind: "text" as const, text, distance })),
  fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => toTextOrGlob(parts)),
);

const pattern = fc
  .stringMatching(/^(?:[a-z0-9[\]()|.,{}^$+* -]|\\[\\/dws ]){1,10}$/)
  .filter((source) => !source.includes(" ") || looksLikePattern(source))
  .map((source) => ({ kind: "pattern" as const, source }));

const amount = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e30, noNaN: true }));
const decimal = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const durationUnit = fc.constantFrom("ms" as const, "s" as const, "m" as const, "h" as const, "d" as const);
const sizeUnit = fc.constantFrom("b" as const, "kb" as const, "mb" as const, "kib" as const, "gib" as const);
const iso = fc.date({
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59Z"),
  noInvalidDate: true,
});

const date: fc.Arbitrary<SearchValue> = fc.oneof(
  iso.map((time) => ({ kind: "date" as const, iso: time.toISOString(), precision: "time" as const })),
  iso.map((time) => ({
    kind: "date" as const,
    iso: `${time.toISOString().slice(0, 10)}T00:00:00.000Z`,
    precision: "day" as const,
  })),
);

const relative: fc.Arbitrary<SearchValue> = fc.record({
  kind: fc.constant("relative" as const),
  direction: fc.constantFrom("after" as const, "before" as const),
  amount: fc.nat(999_999),
  unit: fc.constantFrom("s" as const, "m" as const, "h" as const, "d" as const, "w" as const),
});

const numberValue = decimal.map((value) => ({ kind: "number" as const, value }));
const percentage = decimal.map((value) => ({ kind: "percentage" as const, value }));
const duration = fc.record({ kind: fc.constant("duration" as const), amount, unit: durationUnit });
const size = fc.record({ kind: fc.constant("size" as const), amount, unit: sizeUnit });
const boolean = fc.boolean().map((value) => ({ kind: "boolean" as const, value }));
const level = fc.constantFrom("fatal", "error", "warning").map((text) => ({ kind: "text" as const, text }));
const version = fc
  .stringMatching(/^v?\d{1,3}\.\d{1,3}\.\d{1,3}(-[a-z]{1,5})?$/)
  .map((text) => ({ kind: "text" as const, text }));

const operator = fc.constantFrom<SearchOperator>("=", ">", ">=", "<", "<=");
const equal = fc.constant<SearchOperator>("=");
const field = (name: string) => fc.constant<SearchKey>({ scope: "field", name });
const name = fc.oneof(
  fc.stringMatching(/^[a-z@_.0-9][a-zA-Z0-9_.-]{0,8}$/),
  fc.constantFrom(
    "level",
    "has",
    "http",
    "12",
    "C",
    "json.x",
    "tags.y",
    "count()",
    "p95(a,b)",
    "a b",
    'a"b',
    "a]b\\",
  ),
  text,
);
const otherKey: fc.Arbitrary<SearchKey> = fc.oneof(
  fc.record({ scope: fc.constantFrom("tag" as const, "flag" as const), name }),
  fc.constant<SearchKey>({ scope: "any", name: "*" }),
);

function filter(
  key: fc.Arbitrary<SearchKey>,
  operator: fc.Arbitrary<SearchOperator>,
  value: fc.Arbitrary<SearchValue>,
  hasLists = true,
): fc.Arbitrary<SearchNode> {
  const single = fc.tuple(operator, fc.tuple(value));
  const list = fc.tuple(equal, fc.array(value, { minLength: 2, maxLength: 3 }));
  const values = hasLists ? fc.oneof({ weight: 3, arbitrary: single }, list) : single;
  return fc
    .record({ key, isNegated: fc.boolean(), values })
    .map(({ key, isNegated, values: [operator, values] }) => ({
      type: "filter" as const,
      key,
      isNegated,
      operator,
      values,
    }));
}

const ordered = fc.oneof(numberValue, date, version);
const leaf: fc.Arbitrary<SearchNode> = fc.oneof(
  { weight: 3, arbitrary: fc.oneof(textValue, pattern).map((value) => ({ type: "text" as const, value })) },
  fc.constant<SearchNode>({ type: "all" }),
  fc.record({ type: fc.constant("has" as const), key: otherKey, isNegated: fc.boolean() }),
  fc.record({ type: fc.constant("has" as const), key: field("odd name"), isNegated: fc.boolean() }),
  { weight: 3, arbitrary: filter(otherKey, equal, fc.oneof(textValue, pattern)) },
  filter(otherKey, fc.constantFrom<SearchOperator>(">", ">=", "<", "<="), ordered, false),
  filter(fc.oneof(field("title"), field("odd name")), equal, fc.oneof(textValue, pattern)),
  filter(field("count"), operator, numberValue),
  filter(field("rate"), operator, percentage),
  filter(field("seen"), operator, date),
  filter(field("seen"), equal, relative),
  filter(field("age"), operator, fc.oneof(date, duration)),
  filter(field("took"), operator, duration),
  filter(field("body"), operator, size),
  filter(field("handled"), equal, boolean),
  filter(field("level"), equal, level),
  filter(field("release"), operator, version),
);

/** Any tree that a caller can build, canonical or not. */
export const anyNode: fc.Arbitrary<SearchNode> = fc.letrec<{ node: SearchNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({
      type: fc.constantFrom("and" as const, "or" as const),
      children: fc.array(tie("node"), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ type: fc.constant("not" as const), child: tie("node") }),
  ),
})).node;

const signs = String.raw`! - ( ) [ ] { } , " " \ * ? : > >= = != . % :: ~5 | / \uf00d`.split(" ");
const words = 'a level error 5 -24h 2026-11-01 5m 10mb /x/ count title seen 1.10 http:// 12:30 é "x'.split(
  " ",
);
const names = "has: tags[ flags[ json. tags. _exists_: release: *: Contains".split(" ");
const spaced = [
  " ",
  " AND ",
  " OR ",
  " NOT ",
  " TO ",
  " IN (",
  " NOT IN (",
  " and ",
  " or ",
  "\u00a0",
  "\uf00d",
];
const pieces = fc.constantFrom(...signs, ...words, ...names, ...spaced, ...spaced);

/** Text that looks like a query and mostly is a broken one. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(pieces, { maxLength: 14 }).map((all) => all.join("")) },
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
);

/** A tree without its places, to compare. */
export function withoutSpans(node: SearchNode): SearchNode {
  return JSON.parse(
    JSON.stringify(node, (name, value: unknown) => (name === "span" ? undefined : value)),
  ) as SearchNode;
}
