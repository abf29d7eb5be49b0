import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compilePipeline, compileTable } from "./compile-pipeline";
import { startFrame } from "./frame";
import { narrowRange } from "./narrow-range";
import { readQuestion } from "@/lib/logs/query/read-question";
import { type LiteralLine, openLiteralEngine } from "@/lib/logs/query/testing/open-literal-engine";

const start = 1_763_800_000_000_000_000n;
const second = 1_000_000_000n;
const hour = 3600n * second;
const now = new Date(Number((start + hour) / 1_000_000n));

const lines: LiteralLine[] = [
  {
    t: start,
    l: 9,
    w: "info",
    h: "api-1",
    s: "web",
    m: "GET /users took=12ms status=200",
    a: { route: "/users", ms: 12, user: "ada", took: "12ms" },
  },
  {
    t: start + second,
    l: 13,
    w: "WARN",
    h: "api-2",
    s: "web",
    m: "slow query took=731ms",
    a: { route: "/users", ms: 731, user: "bob", took: "731ms", version: "1.9.0" },
  },
  {
    t: start + 2n * second,
    l: 17,
    w: "error",
    h: "api-2",
    s: "pay",
    r: "abc",
    m: "Payment FAILED: 100% of card_1 refused\nat line 2",
    a: { route: "/pay", ms: "1500", took: "1.5s", version: "1.10.0", tags: ["red", "blue"], ok: false },
  },
  {
    t: start + 60n * second,
    l: 21,
    w: "crit",
    h: "api-3",
    s: "pay",
    r: "abc",
    m: "out of memory",
    a: { "odd name": "x", level: "custom", when: "2026-01-02T00:00:00Z" },
  },
  {
    t: start + 61n * second,
    l: 5,
    w: "debug",
    s: "web",
    m: "cache miss key=coupon:1 ttl=60",
    a: { size: "4kb", flag: true },
  },
  { project: 2, t: start + 62n * second, l: 9, m: '{"status": 503, "user": {"id": "u7"}}', a: {} },
  { project: 9, t: start + 63n * second, l: 17, h: "elsewhere", m: "of another tenant", a: {} },
];

let engine: Awaited<ReturnType<typeof openLiteralEngine>>;
beforeAll(async () => {
  engine = await openLiteralEngine(lines);
});
afterAll(() => engine.close());

const lookups = new Map([
  [
    "routes",
    {
      columns: ["route", "team"],
      rows: [
        ["/users", "accounts"],
        ["/pay", "money"],
      ],
    },
  ],
]);

async function ask(text: string) {
  const question = readQuestion(text);
  expect(question.report.errors, text).toEqual([]);
  const { filter, range } = narrowRange(question.pipeline.filter, { from: start, to: start + hour }, now);
  const frame = startFrame({
    now,
    ...range,
    projects: new Map([
      [1, "web"],
      [2, "shop"],
    ]),
    lookups,
  });
  const relation = compilePipeline(filter, question.pipeline.stages, frame);
  const { sql, columns } = compileTable(relation, frame, 100);
  const rows = [];
  const asked = frame.finish(sql);
  const source = { projectIds: [1, 2], ...range, fields: asked.fields };
  for await (const portion of engine.run({ source, sql: asked.sql, params: asked.params, timeoutMs: 1000 }))
    rows.push(...portion);
  return { names: columns.map(({ name }) => name), columns, rows, sql, range };
}

/** The places of the lines that a filter finds. */
async function find(filter: string): Promise<number[]> {
  const { rows } = await ask(`${filter} | sort timestamp | fields timestamp`);
  return rows.map(([time]) => lines.findIndex(({ t }) => String(t) === time));
}

describe("a filter finds the right lines:", () => {
  test.each<[string, number[]]>([
    ["", [0, 1, 2, 3, 4, 5]],
    ["FAILED", [2]],
    ["failed payment", [2]],
    ['"slow query"', [1]],
    ["took", [0, 1]],
    ["-took", [2, 3, 4, 5]],
    ["100%", [2]],
    ["card_1", [2]],
    ["card?1", [2]],
    ["card%1", []],
    ["100%*refused", [2]],
    ["100_*refused", []],
    ["message:*card?1*", [2]],
    ["message:*card%1*", []],
    ["GET*status", [0]],
    ["line 2", [2]],
    ['"memory out"~3', [3]],
    ['"out memory"~1', [3]],
    ['"out memory"~0', []],
    ["/took=\\d{3}ms/", [1]],
    ["/(?i)SLOW/", [1]],
    ["level:error", [2, 3]],
    ["level:fatal", [3]],
    ["level:>=warning", [1, 2, 3]],
    ["level:>warning", [2, 3]],
    ["level:<information", [4]],
    ["level:<=info", [0, 4, 5]],
    ["level:[debug, warn]", [1, 4]],
    ["!level:error", [0, 1, 4, 5]],
    ["level:crit", [3]],
    ["severity:>=17", [2, 3]],
    ["host:API-2", [1, 2]],
    ["host:api-*", [0, 1, 2, 3]],
    ["!host:api-*", [4, 5]],
    ["host:[api-1, api-3]", [0, 3]],
    ["has:host", [0, 1, 2, 3]],
    ["!has:host", [4, 5]],
    ["trace_id:abc", [2, 3]],
    ["message:memory", [3]],
    ["message:out*", [3]],
    ["message:of*", []],
    ["project:shop", [5]],
    ["project:sh*", [5]],
    ["project:nobody", []],
    ["route:/users", [0, 1]],
    ["json.route:/users", [0, 1]],
    ["!route:/users", [2, 3, 4, 5]],
    ["has:route", [0, 1, 2]],
    ["route:/^\\/pa/", [2]],
    ["ms:>500", [1, 2]],
    ["ms:[10 TO 800]", [0, 1]],
    ["ms:12", [0]],
    ["took:>500ms", [1, 2]],
    ["took:>=1.5s", [2]],
    ["ms:>1s", [2]],
    ["size:>3kb", [4]],
    ["version:>=1.10.0", [2]],
    ["when:<2026-02-01", [3]],
    ["tags:red", [2]],
    ["tags:re", []],
    ["flag:true", [4]],
    ["ok:false", [2]],
    ["tags[level]:custom", [3]],
    ['tags["odd name"]:x', [3]],
    ["*:bob", [1]],
    ["*:blue", [2]],
    ["*:API-3", [3]],
    ["*:route", []],
    ["timestamp:>-30m", []],
    ["took OR memory", [0, 1, 3]],
    ["(level:error OR level:debug) -memory", [2, 4]],
    ["nobody:sends", []],
  ])("%s", async (filter, wanted) => {
    expect(await find(filter)).toEqual(wanted);
  });

  test.each(["İSTANBUL", "ΟΔΟΣ ΣΟΦΙΑΣ", "STRASSE ẞ ß", "ǅ K Å", "Ⅷ Ⓐ ﬀ", "mixed ŞIĞ", "ᏸᏰ Ა"])(
    "any case of any script: %s",
    async (text) => {
      const other = await openLiteralEngine([
        { t: start, l: 9, m: `before ${text} after`, h: text, a: { k: text } },
      ]);
      const count = async (filter: string) => {
        const question = readQuestion(filter);
        expect(question.report.errors).toEqual([]);
        const frame = startFrame({ now, from: start, to: start + hour, projects: new Map([[1, "web"]]) });
        const relation = compilePipeline(question.pipeline.filter, [], frame);
        const { sql, params, fields } = frame.finish(
          `SELECT CAST(count(*) AS INTEGER) FROM (${relation.sql})`,
        );
        const source = { projectIds: [1], from: start, to: start + hour, fields };
        for await (const [row] of other.run({ source, sql, params, timeoutMs: 1000 })) return row?.[0];
        return null;
      };
      for (const [filter, found] of [
        [`"${text}"`, 1],
        [`"*${text} a*"`, 1],
        [`host:"${text}"`, 1],
        [`host:"${text.slice(0, 2)}*"`, 1],
        [`k:"${text}"`, 1],
        [`"${text}x"`, 0],
      ] as const)
        expect([filter, await count(filter)]).toEqual([filter, found]);
      other.close();
    },
  );

  test("times narrow what is read", async () => {
    const iso = new Date(Number((start + 60n * second) / 1_000_000n)).toISOString();
    const { range, sql } = await ask(`timestamp:>=${iso} took | fields message`);
    expect(range).toEqual({ from: start + 60n * second, to: start + hour });
    expect(sql).not.toContain("t >=");
  });

  test("no text of a question gets into SQL", async () => {
    const evil = "x') OR 1=1 --";
    const { sql } = await ask(
      `"${evil}" | where contains(route, "${evil}") | eval \`q'\` = lower(\`evil'key\`) | stats count() as \`n'\` by \`evil'key\``,
    );
    expect(sql).not.toContain("evil");
    expect(sql).not.toContain("1=1");
    expect(sql).not.toContain("q'");
  });
});

describe("stages give", () => {
  test.each<[string, string[], unknown[][]]>([
    [
      "| stats count(), p95(ms) as slow, uniq(host) by service",
      ["service", "count()", "slow", "uniq(host)"],
      [
        ["web", 3, expect.closeTo(695, 0), 2],
        ["pay", 2, 1500, 2],
        [null, 1, null, 0],
      ],
    ],
    [
      "| stats sum(ms), avg(ms), min(ms), max(ms)",
      ["sum(ms)", "avg(ms)", "min(ms)", "max(ms)"],
      [[2243, expect.closeTo(747.67, 1), 12, 1500]],
    ],
    [
      "trace:abc | stats first(message), last(level), values(host), count(route)",
      ["first(message)", "last(level)", "values(host)", "count(route)"],
      [[lines[2]?.m, "error", ["api-2", "api-3"], 1]],
    ],
    ["| stats rate()", ["rate()"], [[expect.closeTo(6 / 3600, 6)]]],
    [
      "| stats count() by level | where count > 1 | sort level",
      ["level", "count()"],
      [
        ["information", 2],
        ["error", 2],
      ],
    ],
    ["| stats count() by route | sort -count(), route | limit 1", ["route", "count()"], [[null, 3]]],
    ["| stats p95(ms) by service | sort -p95 | limit 1", ["service", "p95(ms)"], [["pay", 1500]]],
    ["| stats p95(ms) by service | sort -P95( ms ) | limit 1", ["service", "p95(ms)"], [["pay", 1500]]],
    ["| stats p95(ms) by service | sort -`p95(ms)` | limit 1", ["service", "p95(ms)"], [["pay", 1500]]],
    ["| stats p95(ms) as slow by service | where p95 > 1400", ["service", "slow"], [["pay", 1500]]],
    ["| stats p95(ms) as slow by service | where slow > 1400", ["service", "slow"], [["pay", 1500]]],
    ["| stats p95(ms) as slow by service | where p95(ms) > 1400", ["service", "slow"], [["pay", 1500]]],
    [
      "| stats p95(ms), count() by service | sort -p95 | limit 1 | fields p95(ms), service, count",
      ["p95(ms)", "service", "count()"],
      [[1500, "pay", 2]],
    ],
    ["| stats p95(ms), max(ms) | fields p95, max", ["p95(ms)", "max(ms)"], [[expect.any(Number), 1500]]],
    [
      "| stats p95(ms), p95(`odd name`) | where p95(ms) > 1 | fields p95(ms)",
      ["p95(ms)"],
      [[expect.any(Number)]],
    ],
    ["| top 1 route | where count() = 2 | fields count", ["count"], [[2]]],
    [
      '| stats count() by lower(service), tags[level] | where lower(service) = "pay" | sort tags[level] | limit 1',
      ["lower(service)", "level", "count()"],
      [["pay", "custom", 1]],
    ],
    [
      "| timechart span=1m count()",
      ["time", "count()"],
      [
        [String(start - (start % (60n * second))), 3],
        [String(start - (start % (60n * second)) + 60n * second), 3],
      ],
    ],
    [
      "level:error | timechart span=1h count() by host",
      ["time", "host", "count()"],
      [
        [String(start - (start % hour)), "api-2", 1],
        [String(start - (start % hour)), "api-3", 1],
      ],
    ],
    ["| top 1 route", ["route", "count", "share"], [["/users", 2, expect.closeTo(2 / 3, 5)]]],
    ["| rare 1 route", ["route", "count", "share"], [["/pay", 1, expect.closeTo(1 / 3, 5)]]],
    [
      "| top 1 host by service",
      ["service", "host", "count", "share"],
      [
        ["pay", "api-2", 1, 0.5],
        ["web", "api-1", 1, 0.5],
      ],
    ],
    [
      '| parse "took={d:int}ms" | where d > 100 | fields d, message',
      ["d", "message"],
      [[731, "slow query took=731ms"]],
    ],
    [
      "| extract /took=(?<d>\\d+)(?<unit>ms)/ | where d > 100 | fields d, unit",
      ["d", "unit"],
      [["731", "ms"]],
    ],
    [
      '| extract grok "%{WORD:verb} %{URIPATH:path} took=%{INT:d:int}ms" | where verb != null | fields verb, path, d',
      ["verb", "path", "d"],
      [["GET", "/users", 12]],
    ],
    ["| extract logfmt | where ttl = 60 | fields key, ttl", ["key", "ttl"], [["coupon:1", "60"]]],
    [
      "| extract json status from message | where status >= 500 | fields status, user.id",
      ["status", "user.id"],
      [["503", "u7"]],
    ],
    [
      'service:pay | eval line = "a,\\"b \\"\\"c\\"\\"\\",d" | limit 1 | extract csv x, y, z from line | fields x, y, z',
      ["x", "y", "z"],
      [["a", 'b "c"', "d"]],
    ],
    [
      'has:ms | eval s = round(ms / 1000, 1), big = if(ms > 500ms, "big", "small") | sort timestamp | fields s, big',
      ["s", "big"],
      [
        [0, "small"],
        [0.7, "big"],
        [1.5, "big"],
      ],
    ],
    [
      '| where starts(message, "get") or ends(host, "-3") or matches(message, "ttl=\\d+") or contains(upper(route), "pay") | sort timestamp | fields service',
      ["service"],
      [["web"], ["pay"], ["pay"], ["web"]],
    ],
    [
      "| dedup service | sort service | fields service, message",
      ["service", "message"],
      [
        ["pay", "out of memory"],
        ["web", "cache miss key=coupon:1 ttl=60"],
        [null, lines[5]?.m],
      ],
    ],
    [
      "trace:abc | transaction by trace | fields trace, duration, count, first, has_error, services",
      ["trace", "duration", "count", "first", "has_error", "services"],
      [["abc", 58_000, 2, lines[2]?.m, true, ["pay"]]],
    ],
    [
      "trace:abc | transaction by trace maxspan=30s | fields trace, count",
      ["trace", "count"],
      [
        ["abc", 1],
        ["abc", 1],
      ],
    ],
    [
      "has:route | lookup routes on route | stats count() by team",
      ["team", "count()"],
      [
        ["accounts", 2],
        ["money", 1],
      ],
    ],
    [
      '| where level >= "warning" and timestamp > "2020-01-01" and not (host = null) | stats count()',
      ["count()"],
      [[3]],
    ],
    ['| where route != "/users" | stats count()', ["count()"], [[4]]],
    ["| where ms % 2 = 0 and ms / 0 = null | stats count()", ["count()"], [[2]]],
    [
      "has:ms | stats count() by bucket(ms, 1000) | sort `bucket(ms, 1000)`",
      ["bucket(ms, 1000)", "count()"],
      [
        [0, 2],
        [1000, 1],
      ],
    ],
    [
      "| stats count() by project | sort project",
      ["project", "count()"],
      [
        ["shop", 1],
        ["web", 5],
      ],
    ],
    [
      '| eval a = coalesce(route, "none"), b = length(a), c = abs(-3), d = text(ms), e = number("5"), f = duration(took) | where service = "pay" and has = null | sort timestamp | limit 1 | fields a, b, c, d, e, f',
      ["a", "b", "c", "d", "e", "f"],
      [["/pay", 4, 3, "1500", 5, 1500]],
    ],
    ["| sort -ms, timestamp | limit 2 | fields ms", ["ms"], [["1500"], ["731"]]],
    ["| sample 100% | stats count()", ["count()"], [[6]]],
    ["| sample 2 | stats count()", ["count()"], [[2]]],
  ])("%s", async (text, names, wanted) => {
    const answer = await ask(text);
    expect(answer.names).toEqual(names);
    expect(answer.rows).toEqual(wanted);
  });

  test("lines without stages: their own columns and what was made", async () => {
    const { columns, rows } = await ask('memory | parse "out of {what:word}"');
    expect(columns).toEqual([
      { name: "timestamp", type: "time" },
      { name: "level", type: "level" },
      { name: "service", type: "text" },
      { name: "host", type: "text" },
      { name: "message", type: "text" },
      { name: "what", type: "text" },
    ]);
    expect(rows).toEqual([
      [String(start + 60n * second), "error", "pay", "api-3", "out of memory", "memory"],
    ]);
  });

  test("a sample that is the same every time", async () => {
    const text = "| sample 3 | fields message | sort message";
    expect((await ask(text)).rows).toEqual((await ask(text)).rows);
  });
});

describe("what cannot be compiled is told at its place:", () => {
  test.each([
    ["| stats count() by a | where b > 1", "b", "The table has no column b."],
    ["| stats count() by route | sort -rout", "rout", "Did you mean route?"],
    ["| where p95(ms) > 1", "p95(ms)", "is calculated by stats"],
    ["| stats p95(ms) by route | sort -p99(ms)", "p99(ms)", "no column p99(ms). Did you mean p95(ms)?"],
    ["| stats p95(ms) by route | sort -max", "max", "no column max. There is route, p95(ms)."],
    ["| stats p95(ms), p95(user) | sort -p95", "p95", "p95 is several columns: p95(ms) or p95(user)."],
    ["| stats max(ms) as `odd nmae` | fields `odd name`", "`odd name`", "Did you mean `odd nmae`?"],
    ["| stats count() by route | where length(rout) > 1", "rout", "Did you mean route?"],
    ["| stats count() | timechart count()", "timechart count()", "timechart needs lines"],
    ["| lookup nothing on host", "lookup nothing on host", "There is no table nothing."],
    ["/a(/", "/a(/", "A ( is not closed."],
    ['| where matches(host, "(?=a)")', '"(?=a)"', "RE2 knows no look-ahead"],
    ["level:>=odd", "level:>=odd", "Levels are compared with"],
    ['| where timestamp > "soon"', '"soon"', "Here should be a time"],
  ])("%s", async (text, place, message) => {
    const error = await ask(text).then(
      () => null,
      (reason: { fault?: { from: number; to: number; message: string } }) => reason.fault ?? null,
    );
    expect(error?.message).toContain(message);
    expect(text.trim().slice(error?.from, error?.to)).toBe(place);
  });
});
