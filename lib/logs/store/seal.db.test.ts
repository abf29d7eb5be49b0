import * as fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { appendFile, readdir, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pool } from "@/lib/db/pool";
import { engine } from "@/lib/logs/engine/use-engine";
import type { LogLine, LogValue } from "@/lib/logs/line";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { useDatabase } from "@/lib/testing/use-database";
import { compact } from "./compact";
import { seal, type SealStep } from "./seal";
import { linesOf, listOnDisk, readLines } from "./testing/read-lines";
import { cleanJobs } from "./work-job";

useDatabase();
const store = useLogStore();
const folder = () => store().folder;
const later = () => new Date(Date.now() + 120_000);
const sealAll = (onStep?: (step: SealStep) => void) =>
  seal({ folder: folder(), now: later(), ...(onStep && { onStep }) });
/** As if all days were over. */
const compactAll = () => compact({ folder: folder(), now: new Date("2030-01-01") });
const DAY = 86_400_000_000_000n;
const NOON = 1_790_000_000_123_456_789n;
let project = 0;

beforeEach(() => {
  project++;
});

const files = async () =>
  (
    await pool().query<{
      id: string;
      day: string;
      lines: number;
      raw: number;
      columns: string[];
      levels: number[];
    }>(
      `SELECT id::text, to_char(day, 'YYYY-MM-DD') AS day, lines, raw_bytes AS raw, columns, level_lines AS levels FROM log_file
        WHERE project_id = $1 AND replaced_at IS NULL ORDER BY day`,
      [project],
    )
  ).rows;
const countLeft = async () =>
  (await pool().query("SELECT FROM log_chunk WHERE project_id = $1", [project])).rowCount ?? 0;
const plain = (message: string, attributes?: Record<string, LogValue>, time = NOON): LogLine => ({
  time,
  severity: 9,
  message,
  ...(attributes && { attributes }),
});

const key = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "A",
    "route",
    "http.status",
    "rest",
    "t",
    's:"x',
    "'; DROP TABLE x; --",
    '"',
    "",
    "a/b~c",
    "$.x",
    "*",
    "[0]",
    "é",
    "É",
    "__proto__x",
    "{}",
  ),
  fc
    .string({ unit: "binary", maxLength: 12 })
    .map((text) => text.replaceAll("\0", "").replace(/^__proto__$/, "p")),
);
const text = fc.string({ unit: "binary", maxLength: 30 });
const value: fc.Arbitrary<LogValue> = fc.oneof(
  text,
  fc.constantFrom("5", "true", "null", '"', "\\", "{}", "[1]", "\u0000", "\u2028"),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.boolean(),
  fc.array(fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), { maxLength: 4 }),
);
const line: fc.Arbitrary<LogLine> = fc.record({
  time: fc.bigInt({ min: NOON - 2n * DAY, max: NOON + DAY }),
  severity: fc.integer({ min: 1, max: 24 }),
  level: text,
  host: text,
  service: text,
  logger: text,
  source: text,
  traceId: text,
  spanId: text,
  message: fc.string({ unit: "binary", maxLength: 80 }),
  attributes: fc.dictionary(key, value, { maxKeys: 8 }).map((all) => ({ ...all })),
});

it("gives back what went in: before it is sealed, from files, and from compacted files", async () => {
  const chunks = fc.array(fc.array(line, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(chunks, chunks, async (first, second) => {
      project++;
      const all: string[] = [];
      for (const lines of first) all.push(...linesOf(await makeChunk(project, lines), lines));
      expect(await readLines(project)).toEqual(all.toSorted());
      expect(await sealAll()).toEqual({ notes: [], trouble: null });
      for (const lines of second) all.push(...linesOf(await makeChunk(project, lines), lines));
      expect(await readLines(project)).toEqual(all.toSorted());
      await sealAll();
      expect((await pool().query("SELECT FROM log_chunk WHERE project_id = $1", [project])).rowCount).toBe(0);
      expect(await readLines(project)).toEqual(all.toSorted());
      await compactAll();
      const days = (await files()).map(({ day }) => day);
      expect(days).toEqual([...new Set(days)]);
      expect(await readLines(project)).toEqual(all.toSorted());
    }),
    { numRuns: 5 },
  );
});

it("finds fields by their exact names, wherever they are kept", async () => {
  const keys = ["k", "K", "", '"', "'); --", "a/b~0", "x".repeat(10_000), "$.k", "rest", "0"];
  const attributes = Object.fromEntries(
    keys.map((name, index) => [name, index % 2 ? index : `text ${index}`]),
  );
  await makeChunk(project, [plain("first", attributes), plain("none")]);
  const ask = async () => {
    const wanted = [...keys, "nope", "nul\0"];
    const source = { projectIds: [project], from: 0n, to: 2n ** 62n, fields: wanted };
    const sql = `SELECT ${wanted.map((_, index) => `f${index}, j${index}`).join(", ")} FROM lines WHERE m = $1`;
    const rows = [];
    for await (const some of engine().run({ source, sql, params: ["first"], timeoutMs: 60_000 }))
      rows.push(...some);
    return rows;
  };
  const expected = [
    ...keys.flatMap((_, index) => (index % 2 ? [String(index), String(index)] : [`text ${index}`, null])),
    null,
    null,
    null,
    null,
  ];
  expect(await ask()).toEqual([expected]);
  await sealAll();
  expect((await files())[0]?.columns).toContain("rest");
  expect(await ask()).toEqual([expected]);
  await makeChunk(project, [plain("second", { K: "only upper", other: 1 })]);
  await sealAll();
  await compactAll();
  expect(await files()).toHaveLength(1);
  expect(await ask()).toEqual([expected]);
});

const wide = (from: number, to: number) =>
  Object.fromEntries(
    Array.from({ length: to - from }, (_, index) => [`key${from + index}`, index % 3 ? index : `v${index}`]),
  );

it("keeps 300 keys in columns, what is beyond 512 in one, and both types of a field", async () => {
  const lines = [
    plain("a", { ...wide(0, 300), both: "1" }),
    plain("b", { ...wide(0, 300), both: 1 }),
    ...[0, 1, 2].map((index) => plain(`c${index}`, wide(300 + index * 250, 550 + index * 250))),
  ];
  const all = [];
  for (const each of lines) all.push(...linesOf(await makeChunk(project, [each]), [each]));
  await sealAll();
  const [file] = await files();
  const own = new Set(file?.columns.filter((name) => name !== "rest").map((name) => name.slice(2)));
  expect(own.size).toBe(512);
  expect(file?.columns).toEqual(expect.arrayContaining(["s:both", "j:both", "rest"]));
  expect(await readLines(project)).toEqual(all.toSorted());
});

it("writes a file for each day of the lines' own time, and few for lines of many days", async () => {
  await makeChunk(project, [plain("a", {}, NOON), plain("b", {}, NOON - DAY), plain("before", {}, -5n)]);
  await sealAll();
  expect((await files()).map(({ day, lines }) => [day, lines])).toEqual([
    ["1969-12-31", 1],
    ["2026-09-20", 1],
    ["2026-09-21", 1],
  ]);
  project++;
  const lines = Array.from({ length: 90 }, (_, index) =>
    plain(`${index}`, {}, NOON + BigInt(index) * 40n * DAY),
  );
  const chunk = await makeChunk(project, lines);
  await sealAll();
  expect(await files()).toHaveLength(32);
  expect(await readLines(project)).toEqual(linesOf(chunk, lines).toSorted());
});

it("knows of a file what the catalog needs, and never writes a changed byte anew", async () => {
  const levels = [1, 8, 9, 13, 17, 24];
  const lines = levels.map((severity, index) => ({
    ...plain("x".repeat(50)),
    severity,
    time: NOON + BigInt(index),
  }));
  await makeChunk(project, lines);
  const { rows: before } = await pool().query(
    "SELECT raw_bytes AS raw FROM log_chunk WHERE project_id = $1",
    [project],
  );
  await sealAll();
  const [file] = await files();
  expect(file).toMatchObject({ lines: 6, levels: [2, 1, 1, 2], raw: before[0]?.raw, columns: [] });
  await makeChunk(project, [plain("y")]);
  await sealAll();
  const path = join(folder(), String(project), file?.day ?? "", `${file?.id}.parquet`);
  await appendFile(path, "x");
  const report = await compactAll();
  expect(report.trouble).toContain("is damaged");
  expect(await files()).toHaveLength(2);
  await truncate(path, (await stat(path)).size - 1);
  expect(await compactAll()).toEqual({ notes: [], trouble: null });
  expect(await files()).toHaveLength(1);
});

it.each(["opened", "written", "published", "recorded", "committed"] as const)(
  "loses and doubles nothing when it ends after the step “%s”",
  async (last) => {
    const lines = [plain("a"), plain("b", { x: 1 }, NOON - DAY)];
    const all = linesOf(await makeChunk(project, lines), lines).toSorted();
    const crash = sealAll((step) => {
      if (step === last) throw new Error("The power is gone");
    });
    await expect(crash).rejects.toThrow("The power is gone");
    expect(await readLines(project)).toEqual(all);
    await cleanJobs(folder(), 0, Date.now() + 1);
    await sealAll();
    expect(await readLines(project)).toEqual(all);
    const known = (await files()).map(({ day, id }) => `${project}/${day}/${id}.parquet`);
    expect((await listOnDisk(folder())).filter((name) => name.startsWith(`${project}/`))).toEqual(
      known.toSorted(),
    );
    expect((await readdir(join(folder(), "work"))).filter((name) => name.startsWith("job-"))).toEqual([]);
  },
);

it("sets a damaged chunk aside loudly and seals the others", async () => {
  const all = [];
  for (let index = 0; index < 5; index++)
    all.push(...linesOf(await makeChunk(project, [plain(`${index}`)]), [plain(`${index}`)]));
  const cut = await makeChunk(
    project,
    Array.from({ length: 200 }, (_, index) => plain(`cut ${index}`)),
  );
  await pool().query("UPDATE log_chunk SET body = substring(body FROM 1 FOR 100) WHERE id = $1", [cut]);
  const short = await makeChunk(project, [plain("counted wrongly")]);
  await pool().query("UPDATE log_chunk SET lines = 2 WHERE id = $1", [short]);
  expect((await readLines(project)).filter((text) => !text.includes("counted wrongly"))).toEqual(
    all.toSorted(),
  );
  const report = await sealAll();
  expect(report.trouble).toContain("set aside");
  expect(report.notes).toHaveLength(2);
  expect(await readLines(project)).toEqual(all.toSorted());
  expect(await readdir(join(folder(), "damaged"))).toEqual(
    [`${cut}.ndjson.gz`, `${short}.ndjson.gz`].toSorted(),
  );
});

it("seals more than its memory holds, and lines of a megabyte", async () => {
  const long = "a".repeat(1_000_000);
  for (let chunk = 0; chunk < 14; chunk++)
    await makeChunk(
      project,
      [0, 1, 2, 3].map((place) => plain(`${chunk} ${place} ${long}`)),
    );
  // A file's worth at once, the rest in the next round.
  expect(await sealAll()).toEqual({ notes: [], trouble: null });
  expect(await countLeft()).toBeLessThan(6);
  expect(await sealAll()).toEqual({ notes: [], trouble: null });
  expect(await countLeft()).toBe(0);
  const sealed = await files();
  expect(sealed.reduce((sum, { lines }) => sum + lines, 0)).toBe(56);
});

it("gives up no chunk for a line that names an attribute twice", async () => {
  const id = await makeChunk(project, [plain("first", { k: 1 }), plain("second", { k: 2, z: 3 })]);
  const body = [
    { t: String(NOON), n: 0, l: 9, m: "first" },
    { t: String(NOON), n: 1, l: 9, m: "second", a: { z: 3 } },
  ].map((one) => JSON.stringify(one));
  const twice = body.join("\n").replace('"m":"first"}', '"m":"first","a":{"k":1,"k":2}}');
  await pool().query("UPDATE log_chunk SET body = $2 WHERE id = $1", [id, gzipSync(`${twice}\n`)]);
  expect(await sealAll()).toEqual({ notes: [], trouble: null });
  expect(await files()).toMatchObject([{ lines: 2 }]);
  expect((await readLines(project)).join()).toContain("second");
});

it("lets every query see each line once while sealing and compaction go on", async () => {
  const sql = "SELECT count(*)::INTEGER, count(DISTINCT chunk::VARCHAR || '-' || n)::INTEGER FROM lines";
  const source = { projectIds: [project], from: 0n, to: 2n ** 62n, fields: [] };
  const batch = Array.from({ length: 50 }, (_, index) => plain(`${index}`, { index }));
  const state = { made: 0, isOver: false };
  const seen: number[] = [];
  const query = async () => {
    while (!state.isOver) {
      const least = state.made;
      for await (const rows of engine().run({ source, sql, params: [], timeoutMs: 60_000 })) {
        const [count, distinct] = rows[0] ?? [];
        expect(count).toBe(distinct);
        expect(Number(count)).toBeGreaterThanOrEqual(least);
        expect(Number(count) % batch.length).toBe(0);
        seen.push(Number(count));
      }
    }
  };
  const write = async () => {
    for (let round = 0; round < 12; round++) {
      for (let each = 0; each < 3; each++) {
        await makeChunk(project, batch);
        state.made += batch.length;
      }
      // Two at once: one does it, the other goes away.
      await Promise.all([sealAll(), sealAll()]);
      if (round % 4 === 3) await compactAll();
    }
    state.isOver = true;
  };
  await Promise.all([query(), query(), write()]);
  expect(seen.length).toBeGreaterThan(10);
  expect(await readLines(project)).toHaveLength(state.made);
});
