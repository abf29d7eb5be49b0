import {
  type Arbitrary,
  array,
  boolean,
  constantFrom,
  integer,
  oneof,
  record,
  sample,
  string,
} from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compilePipeline, compileTable } from "@/lib/logs/query/compile/compile-pipeline";
import { startFrame } from "@/lib/logs/query/compile/frame";
import { bigOf } from "@/lib/logs/query/read-cell";
import { readQuestion } from "@/lib/logs/query/read-question";
import { type LiteralLine, openLiteralEngine } from "@/lib/logs/query/testing/open-literal-engine";
import type { LogJson } from "@/lib/logs/schemas";
import { openFilter } from "./open-filter";
import type { TailLine } from "./tail-line";

// What the store answers is the meaning of a question: each is asked both ways.

const start = 1_763_800_000_000_000_000n;
const second = 1_000_000_000n;
const now = new Date(Number((start + 3600n * second) / 1_000_000n));
const projects = new Map([
  [1, "web"],
  [2, "shop"],
]);

const lines: LiteralLine[] = [
  {
    l: 9,
    w: "info",
    h: "api-1",
    s: "web",
    m: "GET /users took=12ms status=200",
    a: { route: "/users", ms: 12, user: "ada", took: "12ms", share: "7 %" },
  },
  {
    l: 13,
    w: "WARN",
    h: "api-2",
    s: "web",
    m: "slow query took=731ms",
    a: { route: "/users", ms: 731, user: "bob", took: "731ms", version: "1.9.0" },
  },
  {
    l: 17,
    w: "error",
    h: "api-2",
    s: "pay",
    r: "abc",
    m: "Payment FAILED: 100% of card_1 refused\nat line 2",
    a: {
      route: "/pay",
      ms: "1500",
      took: "1.5s",
      version: "v1.10.0-rc",
      tags: ["red", "blue", ["deep"]],
      ok: false,
    },
  },
  {
    l: 21,
    w: "crit",
    h: "api-3",
    s: "pay",
    r: "abc",
    p: "s1",
    m: "out of memory",
    a: { "odd name": "x", level: "custom", when: "2026-01-02T00:00:00Z", share: "40.5%" },
  },
  {
    l: 5,
    w: "debug",
    s: "web",
    g: "cache",
    o: "stdout",
    m: "cache miss key=coupon:1 ttl=60",
    a: { size: "4 KiB", flag: true, n: -0.25 },
  },
  { l: 9, m: '{"status": 503, "user": {"id": "u7"}}', a: {}, project: 2 },
  {
    l: 1,
    w: "TRACE",
    h: "ÄPFEL",
    m: "Straße ΟΔΟΣ İstanbul 🙂 done",
    a: { user: "Émile", ms: 2e9, took: "2 h", size: "10mb" },
  },
  {
    l: 10,
    m: 'name="Ada L" ms=45 a,"b ""q""",c',
    a: { ms: "  7.5e1 ", when: "2025-06-01 10:00:00", size: "", user: "" },
  },
  { l: 24, m: "", a: { ms: "abc", list: [1, 2, 3], object: { inner: "red" }, took: "9d" } },
].map((line, at) => ({ ...line, t: start + BigInt(at) * second }));

const asTail = (line: LiteralLine, n: number): TailLine => {
  const { project = 1, t, l = 9, w, h, s, g, o, r, p, m = "", a = {} } = line;
  const [W, H, S, G, O, R, P] = [w, h, s, g, o, r, p].map((text) => text ?? null);
  return {
    projectId: project,
    chunk: "c",
    n,
    t,
    l,
    w: W ?? null,
    h: H ?? null,
    s: S ?? null,
    g: G ?? null,
    o: O ?? null,
    r: R ?? null,
    p: P ?? null,
    m,
    a: a as Record<string, LogJson>,
  };
};

function read(text: string) {
  const question = readQuestion(text);
  expect(question.report.errors, text).toEqual([]);
  return question;
}

/** The numbers of the lines that a question finds in memory, each with what stages made of it. */
function followed(text: string, all: readonly LiteralLine[] = lines) {
  const filter = openFilter(read(text), { now: () => now.getTime(), projects: () => projects });
  return all.flatMap((line, at) => {
    const computed = filter(asTail(line, at));
    return computed === null ? [] : [[at, ...Object.values(computed)]];
  });
}

type Engine = Awaited<ReturnType<typeof openLiteralEngine>>;

/** The same as the store says it. */
async function stored(text: string, engine: Engine, names: readonly string[] = []) {
  const { pipeline, lineStages } = read(text);
  const frame = startFrame({ now, from: start, to: start + 3600n * second, projects });
  const relation = compilePipeline(pipeline.filter, lineStages, frame);
  const shown = names.map((name) => ({ type: "name" as const, name, isTag: false }));
  const { sql } = compileTable(
    { ...relation, shown: [{ type: "name", name: "timestamp", isTag: false }, ...shown], order: ["t", "n"] },
    frame,
    null,
  );
  const asked = frame.finish(sql);
  const source = { projectIds: [1, 2], from: start, to: start + 3600n * second, fields: asked.fields };
  const rows = [];
  for await (const portion of engine.run({ source, sql: asked.sql, params: asked.params, timeoutMs: 1000 }))
    rows.push(...portion);
  return rows.map(([time, ...cells]) => [Number((bigOf(time) - start) / second), ...cells]);
}

let engine: Engine;
beforeAll(async () => {
  engine = await openLiteralEngine(lines);
});
afterAll(() => engine.close());

const filters = [
  "",
  "FAILED",
  "failed payment",
  '"slow query"',
  "took",
  "-took",
  "100%",
  "card_1",
  "card?1",
  "card%1",
  "100%*refused",
  "100_*refused",
  "message:*card?1*",
  "message:*card%1*",
  "GET*status",
  "line 2",
  '"memory out"~3',
  '"out memory"~1',
  '"out memory"~0',
  '"get status"~2',
  '"GET stat*"~4',
  "/took=\\d{3}ms/",
  "/(?i)SLOW/",
  "/^out/",
  "/memory$/",
  "/refused$/",
  "/(?m)refused$/",
  "/refused.at/",
  "/(?-s)refused.at/",
  "/[[:digit:]]{3}%/",
  "/\\bcard/",
  "/a|b+?c/",
  "/🙂.d/",
  "/(?i)straSSE|οδος/",
  "/\\pL{6}/",
  "/[^\\w\\s:=.]/",
  "/(ab|cd)*x?$/",
  "/\\Q100%\\E/",
  "level:error",
  "level:fatal",
  "level:trace",
  "level:>=warning",
  "level:>warning",
  "level:<information",
  "level:<=info",
  "level:[debug, warn]",
  "!level:error",
  "level:crit",
  "severity:>=17",
  "severity:9",
  "host:API-2",
  "host:api-*",
  "!host:api-*",
  "host:[api-1, api-3]",
  "host:äpfel",
  "has:host",
  "!has:host",
  "has:message",
  "has:logger",
  "trace_id:abc",
  "span:s1",
  "message:memory",
  "message:out*",
  "message:of*",
  "project:shop",
  "project:sh*",
  "project:nobody",
  "route:/users",
  "json.route:/users",
  "!route:/users",
  "has:route",
  "route:/^\\/pa/",
  "ms:>500",
  "ms:[10 TO 800]",
  "ms:12",
  "ms:1500",
  "ms:>=75 ms:<=75",
  "took:>500ms",
  "took:>=1.5s",
  "ms:>1s",
  "took:>1h",
  "took:<1d",
  "size:>3kb",
  "size:>=10mb",
  "size:<1",
  "share:>10%",
  "share:<=7%",
  "version:>=1.10.0",
  "version:<1.10.0",
  "when:<2026-02-01",
  "when:2026-01-02",
  "when:>2025-12-31",
  "tags:red",
  "tags:re",
  "tags:deep",
  "tags:RED",
  "object:red",
  "list:2",
  "flag:true",
  "ok:false",
  "tags[level]:custom",
  'tags["odd name"]:x',
  "*:bob",
  "*:blue",
  "*:API-3",
  "*:route",
  "*:cr*t",
  "*:/^u7/",
  "*:inner",
  "-*:web",
  "timestamp:>-30m",
  "timestamp:<-30m",
  "took OR memory",
  "(level:error OR level:debug) -memory",
  "-(took OR memory) has:host",
  "nobody:sends",
  "istanbul",
  "İstanbul",
  "οδος",
  "STRASSE",
  "user:émile",
  'user:""',
  "n:<0",
  "has:size",
];

describe("a question finds in memory what it finds in the store:", () => {
  test.each(filters)("%s", async (filter) => {
    expect(followed(filter)).toEqual(await stored(filter, engine));
  });
});

const stages: [question: string, ...names: string[]][] = [
  ["| where ms > 500"],
  ["| where ms"],
  ["| where not ms"],
  ['| where route = "/users" and ms < 100'],
  ['| where user != "ada"'],
  ["| where user = null"],
  ["| where route != null or flag"],
  ['| where level >= "warning"'],
  ['| where level != "error"'],
  ['| where "error" = level'],
  ['| where timestamp >= "2025-11-22T08:26:43Z"'],
  ["| where severity % 2 = 1"],
  ["| where flag = true"],
  ["| where took = ms"],
  ['| where contains(message, "TOOK")'],
  ['| where starts(route, "/U")'],
  ['| where ends(host, "-2")'],
  ['| where matches(message, "took=\\\\d+")'],
  ["| where duration(took) > 1s"],
  ["| where length(message) > 22"],
  ["| where ms > took"],
  ["| eval x = ms / 7", "x"],
  ["| eval x = ms / 0", "x"],
  ["| eval x = -ms, y = x * 2", "x", "y"],
  ["| eval x = round(ms / 7, 2)", "x"],
  ["| eval x = round(n)", "x"],
  ["| eval x = lower(host), y = upper(user)", "x", "y"],
  ["| eval x = text(ms * 1.5)", "x"],
  ["| eval x = coalesce(user, host, 1)", "x"],
  ['| eval x = if(ms > 100, "slow", "fast")', "x"],
  ["| eval x = if(ms > 100, ms)", "x"],
  ["| eval x = bucket(ms, 100)", "x"],
  ["| where bucket(timestamp, 5s) = timestamp"],
  ["| eval x = text(timestamp), y = text(level), z = text(flag)", "x", "y", "z"],
  ["| eval x = number(took), y = abs(n)", "x", "y"],
  ["| eval x = length(message)", "x"],
  ["| eval ms = 5 | where ms = 5", "ms"],
  ["| eval x = project", "x"],
  ["| eval x = text(n / 1000000), y = text(ms * 1e10)", "x", "y"],
  ['| parse "took={ms:int}ms" | where ms > 500', "ms"],
  ['| parse "took={dur}ms"', "dur"],
  ['| parse "{verb:word} {path} took={_:int}ms {rest}"', "verb", "path", "rest"],
  ["| extract /(?<k>\\w+)=(?<v>[^ ]+)/", "k", "v"],
  ["| extract /(?i)(?<first>[a-z]+?)\\b.*(?<last>\\d)/", "first", "last"],
  ["| extract /(?<x>a|ab)(?<y>c|bcd|b?)/", "x", "y"],
  ['| extract grok "%{WORD:verb} %{URIPATH:path}"', "verb", "path"],
  ['| extract grok "ms=%{NUMBER:ms:int}" | where ms > 40', "ms"],
  ["| extract logfmt took, name, ms", "took", "name", "ms"],
  ["| extract logfmt | where ttl > 5 or status = 200"],
  ["| extract json status, user.id", "status", "user.id"],
  ["| extract json | where status >= 500"],
  ["| extract csv one, two, three", "one", "two", "three"],
  ["| extract /^(?<letter>.)/ from host", "letter"],
];

function near(rows: unknown[][]): unknown[][] {
  return rows.map((row) =>
    row.map((cell) => (typeof cell === "number" ? Number(cell.toPrecision(12)) : cell)),
  );
}

describe("stages make in memory what they make in the store:", () => {
  test.each(stages)("%s", async (question, ...names) => {
    const found = followed(question).map(([at, ...cells]) => [at, ...cells.slice(0, names.length)]);
    expect(near(found)).toEqual(near(await stored(question, engine, names)));
  });
});

test("lines that nobody thought of are found alike", async () => {
  const text = oneof(
    constantFrom(
      "",
      "12",
      "1.5s",
      "  3",
      "4kb",
      "1.2.3",
      "2026-01-02",
      "50%",
      "red",
      "RED fox",
      "a_b%c",
      "null",
      "0x1F",
      "1e3",
      "-",
      ".5",
      "5.",
    ),
    string({ maxLength: 12 }).map((one) => one.replaceAll("\0", "")),
    string({
      unit: constantFrom("a", "B", "1", " ", "=", ".", "%", "_", "ß", "Σ", "🙂", "\n"),
      maxLength: 12,
    }),
  );
  const json: Arbitrary<unknown> = oneof(text, integer(), boolean(), array(text, { maxLength: 3 }));
  const line = record(
    {
      l: integer({ min: 1, max: 24 }),
      m: text,
      h: text.filter((one) => one !== ""),
      w: constantFrom("warn", "Crit"),
      a: record({ x: json, y: json }, { requiredKeys: [] }),
    },
    { requiredKeys: ["l", "m", "a"] },
  );
  const wanted = [
    "x:>3",
    "x:<=1.5s",
    "x:>1kb",
    "x:>1.2",
    "x:red",
    "x:r*d",
    "-x:red",
    "has:x",
    "!has:y",
    "*:red",
    "a_b",
    "a?b",
    "level:>=warning OR w*",
    "x:<2026-02-01",
    "x:>10%",
    "/[a-z]+=?\\d/",
    "/(?i)b1|ß$/",
    "h*:1",
    "host:a*",
    "x:[red, 12, true]",
    "| where x > y",
    "| where x = y",
    "| where x",
    "| where x * 2 >= 3",
  ];
  const all: LiteralLine[] = sample(line, { numRuns: 300, seed: 20_261_123 }).map((one, at) => ({
    ...one,
    t: start + BigInt(at) * second,
  }));
  const wide = await openLiteralEngine(all);
  try {
    for (const question of wanted) {
      const inStore = new Set((await stored(question, wide)).map(([at]) => at));
      const inMemory = new Set(followed(question, all).map(([at]) => at));
      const differing = all.filter((_, at) => inStore.has(at) !== inMemory.has(at));
      expect(
        differing.map(({ m, h, w, a }) => ({ m, h, w, a })),
        question,
      ).toEqual([]);
    }
  } finally {
    wide.close();
  }
}, 60_000);
