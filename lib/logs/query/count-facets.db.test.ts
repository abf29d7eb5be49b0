import { beforeAll, expect, test } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { LogSource } from "@/lib/logs/engine/engine";
import { engine } from "@/lib/logs/engine/use-engine";
import type { LogLine } from "@/lib/logs/line";
import { facetsSchema, type LogFacets } from "@/lib/logs/schemas";
import { compact } from "@/lib/logs/store/compact";
import { seal } from "@/lib/logs/store/seal";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { createProject } from "@/lib/projects/create-project";
import { useDatabase } from "@/lib/testing/use-database";
import { readFacets } from "./read-facets";

useDatabase();
const store = useLogStore();

const MINUTE = 60_000_000_000n;
const HOUR = 60n * MINUTE;
const ctx = systemContext();
/** Noon of three days ago: one day's file. */
const start = BigInt(Math.floor(Date.now() / 86_400_000) - 3) * 24n * HOUR + 12n * HOUR;
const iso = (time: bigint) => new Date(Number(time / 1_000_000n)).toISOString();
const severities = [5, 9, 9, 9, 13, 17, 21];
const LINES = 6_000;
let project = 0;

/** Two lines a second and a half; values of every kind, some of which only some lines have. */
function makeLine(at: number): LogLine {
  return {
    time: start + (BigInt(at) * 5n * HOUR) / BigInt(LINES),
    severity: severities[at % severities.length] ?? 9,
    host: `host-${at % 7}`,
    ...(at % 3 === 0 ? { service: "web" } : {}),
    message: `line ${at}`,
    attributes: {
      route: at % 5 === 0 ? "/a'b\"\\" : `/r${at % 11}`,
      ["__proto__"]: `p${at % 4}`,
      level: `own ${at % 2}`,
      took: at % 50 === 1 ? "none" : (at * 37) % 700,
      mixed: at % 2 === 0 ? String(at % 3) : at % 3,
      status: 200 + (at % 4),
      request: `r-${at}`,
      ...(at === 77 ? { long: "x".repeat(400) } : { long: `l${at % 3}` }),
    },
  };
}

const everything = { from: iso(start), to: iso(start + 6n * HOUR) };
const fields = [
  "level",
  "service",
  "host",
  "project",
  "route",
  "__proto__",
  "tags[level]",
  "took",
  "mixed",
  "status",
];

async function read(input: object): Promise<LogFacets> {
  const facets = await readFacets(ctx, facetsSchema.parse({ ...everything, fields, limit: 20, ...input }));
  // Of numbers the different values are those of a sample.
  const shown = facets.fields.map((one) => (one.type === "number" ? { ...one, distinct: 0 } : one));
  return { ...facets, fields: shown, effort: { ...facets.effort, tookMs: 0 } };
}

/** The same without counts. */
async function readAll(input: object): Promise<LogFacets> {
  const { rows } = await pool().query<{ id: string; packed: Buffer | null }>(
    "SELECT id::text, value_counts AS packed FROM log_file WHERE project_id = $1",
    [project],
  );
  await pool().query("UPDATE log_file SET value_counts = NULL WHERE project_id = $1", [project]);
  try {
    return await read(input);
  } finally {
    for (const { id, packed } of rows)
      await pool().query("UPDATE log_file SET value_counts = $3 WHERE project_id = $1 AND id = $2", [
        project,
        id,
        packed,
      ]);
  }
}

beforeAll(async () => {
  const { slug } = await createProject(ctx, { name: "Shop", platform: "node" });
  const { rows } = await pool().query<{ id: number }>("SELECT id FROM project WHERE slug = $1", [slug]);
  project = rows[0]?.id ?? 0;
  await makeChunk(
    project,
    Array.from({ length: LINES }, (_, at) => makeLine(at)),
  );
  await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
});

test("facets of counted files are those of their lines, for whole and broken hours and for levels", async () => {
  for (const input of [
    {},
    { from: iso(start + 20n * MINUTE), to: iso(start + 4n * HOUR + 7n * MINUTE) },
    { from: iso(start + HOUR), to: iso(start + 2n * HOUR) },
    { from: iso(start + 10n * MINUTE), to: iso(start + 50n * MINUTE) },
    { query: "level:error" },
    { query: "!level:information" },
    { query: "level:>=warning", from: iso(start + 90n * MINUTE) },
  ]) {
    const [counted, scanned] = [await read(input), await readAll(input)];
    expect(scanned.effort.scannedLines, JSON.stringify(input)).toBe(scanned.total);
    expect(omit(counted, "effort"), JSON.stringify(input)).toEqual(omit(scanned, "effort"));
    expect(counted.effort.scannedLines, JSON.stringify(input)).toBeLessThan(scanned.total / 2 + 1_000);
  }
  const whole = await read({});
  expect(whole.total).toBe(LINES);
  expect(whole.effort.scannedLines).toBe(0);
  const part = await read({ from: iso(start + 20n * MINUTE) });
  expect(part.effort.scannedLines).toBe(
    Number((40n * 60n * 1_000n * BigInt(LINES)) / (5n * 3_600n * 1_000n)),
  );
});

test("fields with too many or too long values are read, also beside counted ones", async () => {
  for (const some of [["request"], ["long", "route"]]) {
    const [counted, scanned] = [await read({ fields: some }), await readAll({ fields: some })];
    expect(counted).toEqual(scanned);
    expect(counted.effort.scannedLines).toBe(LINES);
  }
});

test("without wishes it shows the same fields as a scan, and says how many values the others have", async () => {
  const [counted, scanned] = [await read({ fields: [] }), await readAll({ fields: [] })];
  // One value of `long` is too long to be counted.
  expect(keys(counted)).toEqual(keys(scanned).filter((key) => key !== "long"));
  expect(counted.others.find(({ key }) => key === "request")?.distinct).toBeGreaterThan(500);
});

test("lines that are not sealed yet count, too", async () => {
  await makeChunk(project, [{ ...makeLine(1), attributes: { route: "/new", status: 500 } }]);
  const [counted, scanned] = [await read({}), await readAll({})];
  expect(omit(counted, "effort")).toEqual(omit(scanned, "effort"));
  expect(counted.effort.scannedLines).toBe(1);
  expect(counted.fields.find(({ key }) => key === "route")?.values).toContainEqual(
    expect.objectContaining({ value: "/new", count: 1 }),
  );
});

test("what was counted in files that became one meanwhile is counted anew", async () => {
  await makeChunk(
    project,
    Array.from({ length: LINES }, (_, at) => makeLine(at)),
  );
  await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  const real = engine();
  let asked = 0;
  const sources: LogSource[] = [];
  const facets = await readFacets(ctx, facetsSchema.parse({ ...everything, fields, limit: 20 }), {
    engine: {
      async *run(query, signal, onUnread) {
        sources.push(query.source);
        // After the catalog was asked and before the engine looks.
        if (asked++ === 0) await compact({ folder: store().folder });
        yield* real.run(query, signal, onUnread);
      },
    },
  });
  expect(facets.total).toBe(2 * LINES + 1);
  expect(sources.map(({ counted }) => counted?.length)).toEqual([2, 1]);
  const scanned = await readAll({});
  expect(facets.fields.map(({ key, present }) => [key, present])).toEqual(
    scanned.fields.map(({ key, present }) => [key, present]),
  );
});

test("of many lines the newest say which fields are worth counting, unless too few of them match", async () => {
  const { slug } = await createProject(ctx, { name: "Busy", platform: "node" });
  const { rows } = await pool().query<{ id: number }>("SELECT id FROM project WHERE slug = $1", [slug]);
  const id = rows[0]?.id ?? 0;
  const lines = Array.from({ length: LINES }, (_, at) => makeLine(at));
  // An old line has what no other has.
  lines[3] = { ...makeLine(3), attributes: { ...makeLine(3).attributes, once: "x" } };
  await makeChunk(id, lines);
  await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  // The catalog says that they are many: the first look is at a tenth of them.
  await pool().query("UPDATE log_file SET lines = 250000 WHERE project_id = $1", [id]);
  const real = engine();
  const ask = async (query: string) => {
    const asked: string[] = [];
    const facets = await readFacets(ctx, facetsSchema.parse({ ...everything, query, project: [slug] }), {
      engine: {
        run(one, signal, onUnread) {
          const { from, to, moments } = one.source;
          const isNewest = to >= start + 6n * HOUR;
          asked.push(moments ? "found" : from <= start ? "all" : isNewest ? "newest" : "further");
          return real.run(one, signal, onUnread);
        },
      },
    });
    return { facets, asked };
  };
  const many = await ask("took:>=0");
  expect(many.asked).toEqual(["newest", "all"]);
  expect(many.facets.total).toBe(lines.filter(({ attributes }) => Number(attributes?.took) >= 0).length);
  // It can still be opened, for not all lines were looked at.
  expect(many.facets.others).toContainEqual({ key: "once", distinct: null });
  const fewer = await ask("took:<40");
  expect(fewer.asked).toEqual(["newest", "further", "all"]);
  const one = await ask("request:r-77");
  // What is rare is found first, and only where it is the fields are read.
  expect(one.asked).toEqual(["newest", "all", "found"]);
  // Nothing splits a single line.
  expect(one.facets).toMatchObject({ total: 1, fields: [] });
  expect(one.facets.others.map(({ key }) => key)).not.toContain("once");
  const few = await ask("request:r-7* took:<250");
  expect(few.asked).toEqual(["newest", "all", "found"]);
  expect(few.facets.total).toBe(
    lines.filter(({ attributes }, at) => `${at}`.startsWith("7") && Number(attributes?.took) < 250).length,
  );
  expect(few.facets.fields.length).toBeGreaterThan(0);
  // None is among the newest, and too many are elsewhere: the newest of those are looked at, all are counted.
  const old = await ask("request:r-3*");
  expect(old.asked).toEqual(["newest", "all", "found", "all"]);
  expect(old.facets.total).toBe(1_111);
  const none = await ask("request:r-x");
  expect(none.facets).toMatchObject({ total: 0, fields: [], others: [] });
  // Looked at and counted as all other lines are, these say the same.
  await pool().query("UPDATE log_file SET lines = $2 WHERE project_id = $1", [id, LINES]);
  const counted = await ask("request:r-7* took:<250");
  expect(counted.asked).toEqual(["all", "all"]);
  expect(few.facets.fields).toEqual(counted.facets.fields);
  expect(few.facets.others).toEqual(counted.facets.others);
});

test("hosts are shown though the newest lines are all of one", async () => {
  const { slug } = await createProject(ctx, { name: "Burst", platform: "node" });
  const { rows } = await pool().query<{ id: number }>("SELECT id FROM project WHERE slug = $1", [slug]);
  const id = rows[0]?.id ?? 0;
  const lines = Array.from({ length: LINES }, (_, at) => makeLine(at));
  await makeChunk(
    id,
    lines.map((line, at) =>
      at >= LINES * 0.8 ? { ...line, host: "host-0", service: "web" } : { ...line, service: "web" },
    ),
  );
  await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  await pool().query("UPDATE log_file SET lines = 250000 WHERE project_id = $1", [id]);
  const { fields: shown, others } = await read({ query: "service:web", fields: [], project: [slug] });
  expect(shown.find(({ key }) => key === "host")?.values.length).toBe(7);
  // One value of all splits nothing.
  expect(keys({ fields: shown } as LogFacets)).not.toContain("service");
  expect(others).toContainEqual({ key: "service", distinct: 1 });
});

function keys({ fields: shown }: LogFacets): string[] {
  return shown.map(({ key }) => key).toSorted();
}

function omit<T extends object>(value: T, key: keyof T): Partial<T> {
  const { [key]: _, ...rest } = value;
  return rest as Partial<T>;
}

test("a line with many names of its own does not hide the fields of all others", async () => {
  const { slug } = await createProject(ctx, { name: "Wide", platform: "node" });
  const { rows } = await pool().query<{ id: number }>("SELECT id FROM project WHERE slug = $1", [slug]);
  const wide = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`attr ${at}`, `v${at}`]));
  await makeChunk(
    rows[0]?.id ?? 0,
    Array.from({ length: 300 }, (_, at) => ({
      time: start + BigInt(at) * MINUTE,
      severity: 9,
      service: "web",
      message: `line ${at}`,
      attributes: at === 7 ? wide : { zone: `z${at % 3}` },
    })),
  );
  await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  // The first is answered by the counts of the catalog, the second by lines.
  for (const query of ["", "service:web"]) {
    const facets = await read({ query, fields: [], project: [slug] });
    expect(facets.fields.find(({ key }) => key === "zone")?.present, query).toBe(299);
    expect(
      facets.others.map(({ key }) => key),
      query,
    ).toContain("attr 299");
  }
});
