import { beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { type LogEngine, LogEngineError } from "@/lib/logs/engine/engine";
import { OTHER_HOSTS } from "@/lib/logs/ingest/other-hosts";
import type { LogLine } from "@/lib/logs/line";
import {
  exportLinesSchema,
  facetsSchema,
  histogramSchema,
  logQuestionSchema,
  logValuesSchema,
  patternsSchema,
  searchLinesSchema,
} from "@/lib/logs/schemas";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { createProject } from "@/lib/projects/create-project";
import { useDatabase } from "@/lib/testing/use-database";
import { exportLines } from "./export-lines";
import { getLine } from "./find-line";
import { readPatterns } from "./find-patterns";
import { listValues } from "./list-values";
import { readContext } from "./read-context";
import { readFacets } from "./read-facets";
import { readHistogram } from "./read-histogram";
import { runPipeline } from "./run-pipeline";
import { searchLines } from "./search-lines";

useDatabase();
useLogStore();

const MINUTE = 60_000_000_000n;
const HOUR = 60n * MINUTE;
/** Three to four hours ago, at a whole hour. */
const start = ((BigInt(Date.now()) * 1_000_000n) / HOUR) * HOUR - 3n * HOUR;
const iso = (time: bigint) => new Date(Number(time / 1_000_000n)).toISOString();
const hour = { from: iso(start), to: iso(start + 60n * MINUTE) };
const ctx = systemContext();

/** One line a minute; every tenth is an error of another service. */
function makeLine(minute: number, shift = 0n): LogLine {
  const isError = minute % 10 === 0;
  return {
    time: start + BigInt(minute) * MINUTE + shift,
    severity: isError ? 17 : 9,
    host: `host-${minute % 3}`,
    service: isError ? "pay" : "web",
    traceId: `trace-${Math.floor(minute / 2)}`,
    message: isError
      ? `payment ${minute} refused by bank${minute % 2}`
      : `GET /users/${minute} took=${minute * 10}ms`,
    attributes: {
      route: isError ? "/pay" : "/users",
      ms: minute * 10,
      nested: { big: "x".repeat(minute === 7 ? 1500 : 1) }.big,
    },
  };
}

const ids: { own: number; other: number } = { own: 0, other: 0 };
let restricted = ctx;

beforeAll(async () => {
  const own = await createProject(ctx, { name: "Shop", platform: "node" });
  const other = await createProject(ctx, { name: "Secret", platform: "node" });
  const { rows } = await pool().query<{ id: number; slug: string }>("SELECT id, slug FROM project");
  ids.own = rows.find(({ slug }) => slug === own.slug)?.id ?? 0;
  ids.other = rows.find(({ slug }) => slug === other.slug)?.id ?? 0;
  restricted = { ...ctx, actor: { ...ctx.actor, projectIds: [ids.own] } };
  const minutes = Array.from({ length: 60 }, (_, minute) => minute);
  await makeChunk(
    ids.own,
    minutes.slice(0, 30).map((minute) => makeLine(minute)),
  );
  await makeChunk(
    ids.own,
    minutes.slice(30).map((minute) => makeLine(minute)),
  );
  await makeChunk(ids.other, [
    {
      time: start + MINUTE,
      severity: 17,
      host: "hidden",
      message: "secret of others",
      attributes: { secret: 1 },
    },
  ]);
  for (const minute of minutes) {
    const { severity, host, service } = makeLine(minute);
    await pool().query("INSERT INTO log_stat VALUES ($1, $2, $3, $4, $5, 1)", [
      ids.own,
      new Date(Number((start + BigInt(minute) * MINUTE) / 1_000_000n)),
      severity === 17 ? 3 : 1,
      host,
      service,
    ]);
  }
});

const search = (input: object) => searchLines(restricted, searchLinesSchema.parse({ ...hour, ...input }));
const run = (query: string, range: object = hour) =>
  runPipeline(restricted, logQuestionSchema.parse({ ...range, query }));

describe("a page of lines", () => {
  test("follows its cursor through every line once, in both orders", async () => {
    for (const order of ["newest", "oldest"]) {
      const times: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await search({ order, limit: 25, ...(cursor ? { cursor } : {}) });
        times.push(...page.lines.map(({ time }) => time));
        cursor = page.nextCursor;
      } while (cursor);
      expect(times).toHaveLength(60);
      expect(new Set(times).size).toBe(60);
      const sorted = times.toSorted();
      expect(times).toEqual(order === "newest" ? sorted.toReversed() : sorted);
    }
  });

  test("shows fields, what stages made, and says what was cut", async () => {
    const { lines, query, effort } = await search({ query: 'ms:70 | parse "took={d:int}ms" | where d = 70' });
    expect(query).toMatchObject({
      errors: [],
      shape: "lines",
      computed: ["d"],
      canonical: 'ms:70 | parse "took={d:int}ms" | where d = 70',
    });
    expect(effort.totalLines).toBe(60);
    expect(lines).toMatchObject([
      {
        level: "information",
        host: "host-1",
        service: "web",
        computed: { d: 70 },
        isCut: true,
        project: "shop",
      },
    ]);
    expect(lines[0]?.attributes).toMatchObject({ route: "/users", ms: 70, nested: "x".repeat(1000) });
  });

  test("gives lines with the fields that were asked for, and says that there is more", async () => {
    const query = 'ms:70 | parse "took={d:int}ms"';
    const fields = ["host", "ms", "nested", "nobody has it"];
    const [listed, bare, some] = await Promise.all([
      search({ query }),
      search({ query, fields: [] }),
      search({ query, fields }),
    ]);
    expect([listed.fields, bare.fields, some.fields]).toEqual([null, [], fields]);
    expect(listed.lines.length).toBeGreaterThan(0);
    const none = { host: "", service: "", logger: "", source: "", traceId: "", spanId: "", attributes: {} };
    expect(bare.lines).toEqual(listed.lines.map((line) => ({ ...line, ...none, isCut: true })));
    expect(some.lines).toEqual(
      listed.lines.map((line) => {
        const { ms, nested } = line.attributes;
        return { ...line, ...none, host: line.host, attributes: { ms, nested }, isCut: true };
      }),
    );
  });

  test("finds one of a list as the value itself, and texts that only look like lists by themselves", async () => {
    const { slug } = await createProject(ctx, { name: "Lists", platform: "node" });
    const { rows } = await pool().query<{ id: number }>("SELECT id FROM project WHERE slug = $1", [slug]);
    const tags = [["red", "blue"], "red", "[red", '["red"]', 7, null, ["[red"], { red: true }];
    await makeChunk(
      rows[0]?.id ?? 0,
      tags.map((tag, at) => ({
        time: start + BigInt(at),
        severity: 9,
        message: `tag ${at}`,
        attributes: { tag },
      })),
    );
    const find = async (query: string) =>
      (
        await searchLines(ctx, searchLinesSchema.parse({ ...hour, project: [slug], query, order: "oldest" }))
      ).lines.map(({ message }) => message);
    expect(await find("tag:red")).toEqual(["tag 0", "tag 1"]);
    expect(await find('tag:"[red"')).toEqual(["tag 2", "tag 6"]);
    expect(await find("!tag:red")).toEqual(["tag 2", "tag 3", "tag 4", "tag 5", "tag 6", "tag 7"]);
    expect(await find("tag:7")).toEqual(["tag 4"]);
  });

  test("tells faults at their place, and names that nobody sends", async () => {
    const bad = await search({ query: "a | stat count()" });
    expect(bad).toMatchObject({ lines: [], query: { errors: [{ from: 4, to: 8, expected: ["stats"] }] } });
    const unknown = await search({ query: "rout:/pay" });
    expect(unknown).toMatchObject({
      lines: [],
      query: { errors: [], unknown: [{ key: "rout", suggestions: ["route"] }] },
    });
    const counted = await search({ query: "| where mss > 5 | stats count() by rout, service | sort -rout" });
    expect(counted.query.unknown.map(({ key }) => key)).toEqual(["mss", "rout"]);
  });

  test("never holds what others have", async () => {
    expect((await search({ query: "secret" })).lines).toEqual([]);
    expect((await search({ query: "", project: "secret" })).lines).toEqual([]);
    const values = await listValues(restricted, logValuesSchema.parse({ prefix: "secret" }));
    expect(values.values).toEqual([]);
    const everything = await searchLines(ctx, searchLinesSchema.parse({ ...hour, query: "secret" }));
    expect(everything.lines).toHaveLength(1);
  });
});

const read = (input: object) => readHistogram(restricted, histogramSchema.parse({ ...hour, ...input }));

describe("the histogram", () => {
  test("by counters and by a scan are the same, and the counters are read where they are few", async () => {
    const busy = start - 2n * HOUR;
    const minutes = Array.from({ length: 8 }, (_, minute) => minute);
    const lineOf = (minute: number, at: number): LogLine => ({
      time: busy + BigInt(minute) * MINUTE + BigInt(at),
      severity: at === 0 ? 17 : 9,
      host: "busy",
      service: "Chat",
      message: `said ${at}`,
    });
    const chunk = await makeChunk(
      ids.own,
      minutes.flatMap((minute) => Array.from({ length: 40 }, (_, at) => lineOf(minute, at))),
    );
    await pool().query(
      `INSERT INTO log_stat SELECT $1, $2::timestamptz + minute * interval '1 minute', level, 'busy', 'Chat',
          CASE level WHEN 3 THEN 1 ELSE 39 END
         FROM generate_series(0, 7) AS minute, unnest('{1,3}'::int[]) AS level`,
      [ids.own, iso(busy)],
    );
    const range = { from: iso(busy), to: iso(busy + 8n * MINUTE), bars: 8 };
    const counted = await read({ ...range, query: "service:CHAT level:error" });
    const scanned = await read({ ...range, query: "service:CHAT level:error said" });
    expect(counted.effort.scannedLines).toBe(0);
    expect(scanned.effort.scannedLines).toBe(8);
    expect(counted).toMatchObject({ barMs: 60_000, total: 8, counts: { error: 8, information: 0 } });
    expect(scanned.bars).toEqual(counted.bars);
    expect(counted.bars).toHaveLength(8);
    await pool().query("DELETE FROM log_chunk WHERE id = $1", [chunk]);
    await pool().query("DELETE FROM log_stat WHERE host = 'busy'");
    // A counter for each line: the lines themselves are read.
    const thin = await read({ query: "service:PAY level:error", bars: 12 });
    expect(thin).toMatchObject({ total: 6, effort: { scannedLines: 6 } });
  });

  test("asks the engine for a name where there were more than counters are kept for", async () => {
    const crowded = start - 4n * HOUR;
    const chunk = await makeChunk(
      ids.own,
      Array.from({ length: 300 }, (_, at) => ({
        time: crowded + BigInt(at),
        severity: 9,
        host: at < 200 ? "pod-1" : `pod-${at}`,
        message: "hello",
      })),
    );
    await pool().query(
      "INSERT INTO log_stat VALUES ($1, $2, 1, 'pod-1', '', 200), ($1, $2, 1, $3, '', 100)",
      [ids.own, iso(crowded), OTHER_HOSTS],
    );
    const range = { from: iso(crowded), to: iso(crowded + 2n * MINUTE), bars: 2 };
    for (const [query, total, scannedLines] of [
      ["", 300, 0],
      ["level:information", 300, 0],
      ["host:pod-299", 1, 1],
      ["!has:host", 0, 0],
      ["!(host:pod-1)", 100, 100],
      ["has:host", 300, 300],
    ] as const) {
      expect(await read({ ...range, query }), query).toMatchObject({ total, effort: { scannedLines } });
    }
    await pool().query("DELETE FROM log_chunk WHERE id = $1", [chunk]);
    await pool().query("DELETE FROM log_stat WHERE host = ANY ($1)", [["pod-1", OTHER_HOSTS]]);
  });

  test("shows lines that came too old for counters until a sweep removes them", async () => {
    const old = start - 40n * 24n * HOUR;
    const chunk = await makeChunk(
      ids.own,
      Array.from({ length: 30 }, (_, at) => ({ time: old + BigInt(at), severity: 17, message: "late" })),
    );
    const range = { from: iso(old - HOUR), to: iso(old + HOUR), bars: 10 };
    expect(await read(range)).toMatchObject({ total: 30, counts: { error: 30 } });
    await pool().query("DELETE FROM log_chunk WHERE id = $1", [chunk]);
    expect(await read(range)).toMatchObject({ total: 0 });
  });

  test("counts exactly what the range holds when its ends are within minutes", async () => {
    const range = { from: iso(start + MINUTE / 2n), to: iso(start + 59n * MINUTE + MINUTE / 2n) };
    const counted = await read({ ...range, bars: 60 });
    expect(counted.total).toBe(59);
    expect((await read({ ...range, bars: 60, query: "host:host-1" })).total).toBe(20);
    expect((await read({ ...range, bars: 60, query: "payment OR GET" })).total).toBe(59);
  });
});

test("facets offer first what lines are known to have, and nothing where no line matches", async () => {
  const before = { from: iso(start - 55n * MINUTE), to: iso(start - 50n * MINUTE) };
  const attributes = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`wide_${at}`, at]));
  await makeChunk(ids.own, [{ time: start - 52n * MINUTE, severity: 9, message: "wide", attributes }]);
  const of = (query: string) => readFacets(restricted, facetsSchema.parse({ ...before, query }));
  const { others } = await of("wide");
  const known = others.findIndex(({ distinct }) => distinct === null);
  expect(known).toBeGreaterThan(0);
  expect(others.slice(known).every(({ distinct }) => distinct === null)).toBe(true);
  const none = await of("nobody wrote this");
  expect([none.fields, none.others]).toEqual([[], []]);
});

test("facets count values, shares and different values in one answer", async () => {
  const facets = await readFacets(
    restricted,
    facetsSchema.parse({ ...hour, query: '| parse "took={d:int}ms"' }),
  );
  expect(facets.total).toBe(60);
  const byKey = new Map(facets.fields.map((facet) => [facet.key, facet]));
  expect(byKey.get("level")?.values).toEqual([
    { value: "information", count: 54, share: 0.9, filter: "level:information" },
    { value: "error", count: 6, share: 0.1, filter: "level:error" },
  ]);
  expect(byKey.get("host")).toMatchObject({ distinct: 3, present: 60 });
  expect(byKey.get("route")?.values[0]).toMatchObject({ value: "/users", filter: "route:/users" });
  const numbers = byKey.get("d");
  expect(numbers).toMatchObject({ kind: "computed", type: "number", present: 54 });
  expect(numbers?.values.reduce((sum, { count }) => sum + count, 0)).toBe(54);
  const ms = byKey.get("ms");
  for (const { filter, count } of ms?.values ?? [])
    expect((await search({ query: filter, limit: 200 })).lines, filter).toHaveLength(count);
  const asked = await readFacets(restricted, facetsSchema.parse({ ...hour, fields: ["route"] }));
  expect(asked.fields.map(({ key }) => key)).toEqual(["route"]);
  expect(asked.others.map(({ key }) => key)).toContain("ms");
});

async function unitsOf(query: string) {
  const { columns } = await runPipeline(restricted, logQuestionSchema.parse({ ...hour, query }));
  return columns.flatMap(({ name, unit }) => (unit === undefined ? [] : [[name, unit]]));
}

describe("tables", () => {
  test("have types, JSON numbers and a hint how to draw them", async () => {
    const table = await run("| timechart span=30m count() by service");
    expect(table.columns).toEqual([
      { name: "time", type: "time" },
      { name: "service", type: "text" },
      { name: "count()", type: "number" },
    ]);
    expect(table.rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(60);
    expect(table.rows[0]?.[0]).toMatch(/Z$/);
    expect(table.chart).toEqual({
      kind: "time",
      x: "time",
      y: ["count()"],
      series: "service",
      spanMs: 1_800_000,
    });
    expect((await run("| stats count()")).chart).toEqual({ kind: "number", y: "count()" });
    expect((await run("| top 5 route")).chart).toEqual({
      kind: "bars",
      x: "route",
      y: ["count"],
      series: null,
    });
  });

  test("say what their numbers are, until a stage makes others of them", async () => {
    expect(await unitsOf("| top 5 route")).toEqual([["share", "share"]]);
    expect(await unitsOf("| transaction by trace | sort -duration | limit 3")).toEqual([["duration", "ms"]]);
    expect(await unitsOf("| transaction by trace | eval duration = duration / 60000")).toEqual([]);
    expect(await unitsOf("| patterns")).toEqual([["share", "share"]]);
    expect(await unitsOf("refused | compare")).toEqual([
      ["share", "share"],
      ["other share", "share"],
      ["difference", "share"],
    ]);
    expect(await unitsOf("| stats count() by route | compare -10m")).toEqual([["count() change", "share"]]);
  });

  test("are compared with earlier ones", async () => {
    const late = { from: iso(start + 50n * MINUTE), to: iso(start + 60n * MINUTE) };
    const { rows, columns } = await run("service:web | stats sum(ms) by service | compare -10m", late);
    expect(columns.map(({ name }) => name)).toEqual([
      "service",
      "sum(ms)",
      "sum(ms) earlier",
      "sum(ms) change",
    ]);
    expect(rows).toEqual([["web", 4950, 4050, 900 / 4050]]);
  });

  test("say what is over-represented among some lines", async () => {
    const { rows } = await run("refused | compare");
    expect(rows.slice(0, 3).map(([field, value, share, other]) => [field, value, share, other])).toEqual(
      expect.arrayContaining([
        ["level", "error", 1, 0],
        ["service", "pay", 1, 0],
        ["route", "/pay", 1, 0],
      ]),
    );
  });

  test("take columns from a lookup", async () => {
    await pool().query(
      "INSERT INTO log_lookup VALUES ($1, 'teams', '{route,team}', 2, $2, now(), 'somebody')",
      [ids.own, Buffer.from('route,team\n/pay,"money, mostly"\n/users,people\n')],
    );
    const { rows } = await run("| lookup teams on route | stats count() by team");
    expect(rows).toEqual([
      ["people", 54],
      ["money, mostly", 6],
    ]);
  });
});

test("patterns put messages together, with share, trend, what is new and a filter that finds them", async () => {
  const late = { from: iso(start + 30n * MINUTE), to: iso(start + 60n * MINUTE) };
  await makeChunk(ids.own, [
    { time: start + 45n * MINUTE + 1n, severity: 21, message: 'disk "/dev/sda1" is full at 10.0.0.1' },
  ]);
  const { patterns, total, hasEarlier } = await readPatterns(restricted, patternsSchema.parse(late));
  expect(total).toBe(31);
  expect(hasEarlier).toBe(true);
  const first = await readPatterns(restricted, patternsSchema.parse({ ...hour, query: "GET" }));
  expect(first.hasEarlier).toBe(false);
  const shown = patterns.map(({ parts, count, isNew, level }) => [
    parts.map((part) => ("text" in part ? part.text : `<${part.mask}>`)).join(""),
    count,
    isNew,
    level,
  ]);
  expect(shown).toEqual([
    ["GET /users/<num> took=<num>ms", 27, false, "information"],
    ["payment <num> refused by <id>", 3, false, "error"],
    ["disk <str> is full at <ip>", 1, true, "error"],
  ]);
  for (const { filter, count, trend, example } of patterns) {
    const found = await searchLines(
      restricted,
      searchLinesSchema.parse({ ...late, query: filter, limit: 200 }),
    );
    expect(found.lines, filter).toHaveLength(count);
    expect(trend.reduce((sum, one) => sum + one, 0)).toBe(count);
    expect(found.lines[0]?.id).toBe(example.id);
  }
});

describe("one line", () => {
  test("is found by its id, with and without its time, and not by others", async () => {
    const { lines } = await search({ query: "ms:70" });
    const [line] = lines;
    if (line === undefined) throw new Error("no line");
    for (const time of [line.time, undefined]) {
      const found = await getLine(restricted, { id: line.id, ...(time === undefined ? {} : { time }) });
      expect(found.line).toMatchObject({ id: line.id, isCut: false });
      expect(found.line.attributes.nested).toHaveLength(1500);
    }
    const stranger = { ...ctx, actor: { ...ctx.actor, projectIds: [ids.other] } };
    await expect(getLine(stranger, { id: line.id })).rejects.toThrow(NotFoundError);
    await expect(readContext(stranger, { id: line.id, same: "host", before: 1, after: 1 })).rejects.toThrow(
      NotFoundError,
    );
  });

  test("has neighbours by count: of its host, its service, its trace, or everything", async () => {
    const [line] = (await search({ query: "ms:210" })).lines;
    if (line === undefined) throw new Error("no line");
    const around = async (same: "host" | "service" | "trace" | "everything") => {
      const { before, after, ...more } = await readContext(restricted, {
        id: line.id,
        time: line.time,
        same,
        before: 2,
        after: 2,
      });
      return {
        before: before.map(({ attributes }) => attributes.ms),
        after: after.map(({ attributes }) => attributes.ms),
        ...more,
      };
    };
    expect(await around("everything")).toMatchObject({
      before: [190, 200],
      after: [220, 230],
      hasMoreBefore: true,
    });
    expect(await around("host")).toMatchObject({ before: [150, 180], after: [240, 270] });
    expect(await around("service")).toMatchObject({ before: [180, 190], after: [220, 230] });
    expect(await around("trace")).toMatchObject({
      before: [200],
      after: [],
      hasMoreBefore: false,
      hasMoreAfter: false,
    });
  });
});

const collect = async (input: object) => {
  const { lines, ...file } = await exportLines(restricted, exportLinesSchema.parse({ ...hour, ...input }));
  let text = "";
  for await (const piece of lines) text += piece;
  return { text, ...file };
};

describe("a file", () => {
  test("holds every line, and no formula", async () => {
    await makeChunk(ids.own, [
      { time: start + MINUTE + 1n, severity: 9, message: "=HYPERLINK(1)", attributes: { route: "+1" } },
    ]);
    const { text, contentType } = await collect({ columns: "route", query: "GET OR HYPERLINK" });
    expect(contentType).toContain("text/csv");
    expect(text.trim().split("\r\n")).toHaveLength(56);
    expect(text).toContain(",'=HYPERLINK(1),'+1");
  });

  test("has no column twice", async () => {
    const input = { columns: "service,route,d,route", query: 'service:pay | parse "payment {d} refused"' };
    const [head, first] = (await collect(input)).text.split("\r\n");
    expect(head).toBe("time,project,level,word,host,service,logger,source,trace,span,message,d,route");
    expect(first).toMatch(/,pay,.*,50,\/pay$/);
    const own = await collect({ columns: "service", query: "service:pay" });
    expect(own.text).toMatch(/,message\r\n/);
  });

  test("holds whole lines as NDJSON, oldest first", async () => {
    const { text } = await collect({ format: "ndjson", order: "oldest", query: "service:pay" });
    const rows = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { attributes: { ms: number } });
    expect(rows.map(({ attributes }) => attributes.ms)).toEqual([0, 100, 200, 300, 400, 500]);
  });

  test("holds a table", async () => {
    const { text } = await collect({ query: "service:[pay, web] | stats count() by service" });
    expect(text).toBe("service,count()\r\nweb,54\r\npay,6\r\n");
    await expect(collect({ query: "| nonsense" })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

const values = (input: object) => listValues(restricted, logValuesSchema.parse(input));

test("values complete, most lines first, and names of fields", async () => {
  expect(await values({ key: "service" })).toEqual({
    values: [
      { value: "web", count: 54 },
      { value: "pay", count: 6 },
    ],
  });
  expect(await values({ key: "route", prefix: "us" })).toEqual({ values: [{ value: "/users", count: 54 }] });
  expect((await values({ key: "", prefix: "ro" })).values.map(({ value }) => value)).toContain("route");
});

test("a search that takes too long says so, with what to do", async () => {
  const slow: LogEngine = {
    async *run() {
      yield [];
      throw new LogEngineError("timeout", "too long");
    },
  };
  const asked = searchLines(restricted, searchLinesSchema.parse(hour), { engine: slow });
  await expect(asked).rejects.toMatchObject({
    code: "search_timeout",
    status: 504,
    message: expect.stringContaining("stopped after 10 s"),
  });
});
