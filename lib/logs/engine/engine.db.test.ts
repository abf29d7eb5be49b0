import { rm } from "node:fs/promises";
import { Pool } from "pg";
import { beforeEach, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { seal } from "@/lib/logs/store/seal";
import { filePath } from "@/lib/logs/store/folder";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { useDatabase } from "@/lib/testing/use-database";
import { bigOf } from "@/lib/logs/query/read-cell";
import type { LineMoment, LogParam, LogRow } from "./engine";
import { openEngine } from "./open-engine";

useDatabase();
const missing: string[] = [];
const store = useLogStore({ running: 2, waiting: 1, onMissing: (text) => missing.push(text) });
let project = 0;
beforeEach(() => {
  project++;
});

type Wish = { fields?: string[]; params?: LogParam[]; timeoutMs?: number; signal?: AbortSignal };

function start(sql: string, { fields = [], params = [], timeoutMs = 20_000, signal }: Wish = {}) {
  const source = { projectIds: [project], from: 0n, to: 2n ** 62n, fields };
  return store().engine.run({ source, sql, params, timeoutMs }, signal);
}

async function ask(sql: string, wish: Wish = {}): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  for await (const some of start(sql, wish)) rows.push(...some);
  return rows;
}

const line = { time: 1_790_000_000_123_456_789n, severity: 9, message: "hello" };
const ENDLESS = "SELECT count(*) FROM range(1000000000000) AS r (i), lines WHERE i % 7 = 3";

it("reads lines that are not sealed yet, of its projects only, each value as text and with its type", async () => {
  const chunk = await makeChunk(project, [
    { ...line, attributes: { a: "5", b: 5, "c.d": ["x", 1], e: true } },
    line,
  ]);
  await makeChunk(project + 1_000, [{ ...line, message: "of others" }]);
  const fields = ["a", "b", "c.d", "e", "nope"];
  const sql = "SELECT t, n, chunk, l, h, m, f0, j0, f1, j1, f2, j2, f3, j3, f4 FROM lines ORDER BY n";
  const fixed = (n: number) => ["1790000000123456789", n, chunk, 9, null, "hello"];
  expect(await ask(sql, { fields })).toEqual([
    [...fixed(0), "5", null, "5", "5", '["x",1]', '["x",1]', "true", "true", null],
    [...fixed(1), null, null, null, null, null, null, null, null, null],
  ]);
});

it("reads nothing outside its time, and of files as of chunks", async () => {
  const lines = [0n, 1n, 2n, 3n].map((offset) => ({ ...line, time: line.time + offset }));
  await makeChunk(project, lines);
  const count = async () => {
    const source = { projectIds: [project], from: line.time + 1n, to: line.time + 3n, fields: [] };
    const rows: LogRow[] = [];
    const query = { source, sql: "SELECT t FROM lines ORDER BY t DESC", params: [], timeoutMs: 20_000 };
    for await (const some of store().engine.run(query)) rows.push(...some);
    return rows.flat();
  };
  const inside = [String(line.time + 2n), String(line.time + 1n)];
  expect(await count()).toEqual(inside);
  await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  expect(await count()).toEqual(inside);
});

it("reads of known moments only what may hold them, in files as in chunks, of the project whose they are", async () => {
  const lines = [0n, 1n, 2n, 3n].map((offset) => ({ ...line, time: line.time + offset * 1_000_000n }));
  await makeChunk(project, lines);
  await makeChunk(project, [{ ...line, time: line.time + 3_600_000_000_000n }]);
  const other = project + 2_000;
  await makeChunk(other, lines);
  const read = async (...moments: LineMoment[]) => {
    const source = { projectIds: [project, other], from: 0n, to: 2n ** 62n, fields: ["*"], moments };
    const rows: LogRow[] = [];
    const sql = "SELECT project_id, t, a FROM lines ORDER BY project_id, t";
    for await (const some of store().engine.run({ source, sql, params: [], timeoutMs: 20_000 }))
      rows.push(...some);
    return rows.map(([id, t]) => [id, Number(bigOf(t) - line.time) / 1e6]);
  };
  const moments = [
    { projectId: project, t: line.time },
    { projectId: other, t: line.time + 2_000_000n },
    { projectId: project, t: line.time + 3_600_000_000_000n },
  ];
  // Chunks are few: of them those of the other project may be among what is seen.
  expect(await read(...moments)).toEqual(
    expect.arrayContaining([
      [project, 0],
      [other, 2],
      [project, 3_600_000],
    ]),
  );
  await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  // What is near each other in a file is read as one.
  const together = [0, 1, 2, 3, 3_600_000].map((ms) => [project, ms]);
  expect(await read(...moments)).toEqual([...together, [other, 2]]);
  expect(await read(...moments.slice(0, 2))).toEqual([
    [project, 0],
    [other, 2],
  ]);
  expect(await read({ projectId: project, t: line.time + 500n })).toEqual([]);
  expect(await read()).toEqual([]);
});

it("still reads a chunk that is sealed after the question looked what there is", async () => {
  const chunk = await makeChunk(project, [line]);
  const connect = vi.spyOn(Pool.prototype, "connect");
  const client = await pool().connect();
  const query = client.query.bind(client) as (text: string, values?: unknown[]) => Promise<unknown>;
  const watched = vi.spyOn(client, "query").mockImplementation(async (text: string, values?: unknown[]) => {
    const answer = await query(text, values);
    if (text.includes("FROM log_file")) await pool().query("DELETE FROM log_chunk WHERE id = $1", [chunk]);
    return answer;
  });
  connect.mockImplementationOnce(async () => client);
  const found = await ask("SELECT m FROM lines");
  watched.mockRestore();
  connect.mockRestore();
  expect(found).toEqual([["hello"]]);
});

it("binds parameters by their type, and lets a statement name relations of its own", async () => {
  await makeChunk(project, [line]);
  const params = ["'; --\0x", 5, 0.5, 2n ** 60n, true, null];
  expect(
    await ask("WITH own AS (SELECT m FROM lines) SELECT m, $1, $2, $3, $4, $5, $6 FROM own", { params }),
  ).toEqual([["hello", "'; --\0x", 5, 0.5, String(2n ** 60n), true, null]]);
});

it.each([
  ["SELECT * FROM read_text('/etc/hostname')", "damaged"],
  ["SELECT * FROM glob('/etc/*')", "damaged"],
  ["SELECT 1; SELECT 2", "invalid"],
  ["SELECT nope FROM lines", "invalid"],
])("refuses %s", async (sql, code) => {
  await expect(ask(sql)).rejects.toMatchObject({ name: "LogEngineError", code });
});

it("runs nothing but SELECT, and nothing can change its settings", async () => {
  await makeChunk(project, [line]);
  // `WITH lines AS (…)` goes before everything: what is no query is not even read.
  for (const sql of [
    "DROP TABLE lines",
    "COPY lines TO 'x.parquet'",
    "SET memory_limit = '1GB'",
    "INSTALL httpfs",
  ]) {
    await expect(ask(sql)).rejects.toMatchObject({ code: "invalid" });
  }
  await expect(ask("DELETE FROM lines")).rejects.toMatchObject({ code: "invalid" });
});

it("stops a query whose time is over, whose asker went away, or that nobody reads any more", async () => {
  await makeChunk(project, [line]);
  await expect(ask(ENDLESS, { timeoutMs: 100 })).rejects.toMatchObject({ code: "timeout" });
  const stop = new AbortController();
  const asked = ask(ENDLESS, { signal: stop.signal });
  await expect.poll(() => store().engine.load).toBe(1);
  stop.abort();
  await expect(asked).rejects.toMatchObject({ code: "cancelled" });
  for await (const rows of start("SELECT i FROM range(100000000000) AS r (i), lines")) {
    expect(rows.length).toBeGreaterThan(0);
    break;
  }
  expect(store().engine.load).toBe(0);
});

it("says that memory is not enough, and works on", async () => {
  const small = await openEngine({ folder: store().folder, memoryMb: 20, spillMb: 1 });
  const source = { projectIds: [project], from: 0n, to: 1n, fields: [] };
  const run = async (sql: string) => {
    const rows: LogRow[] = [];
    for await (const some of small.run({ source, sql, params: [], timeoutMs: 60_000 })) rows.push(...some);
    return rows;
  };
  const greedy = "SELECT md5(i::VARCHAR) AS x, count(*) FROM range(5000000) AS r (i) GROUP BY x ORDER BY x";
  await expect(run(greedy)).rejects.toMatchObject({ code: "memory" });
  expect(await run("SELECT 1")).toEqual([[1]]);
  await small.close();
});

it("turns away who comes when enough wait", async () => {
  await makeChunk(project, [line]);
  const stop = new AbortController();
  const asked = [1, 2, 3].map(() =>
    ask(ENDLESS, { signal: stop.signal }).catch((error: { code: string }) => error.code),
  );
  await expect.poll(() => store().engine.load).toBe(3);
  await expect(ask("SELECT 1")).rejects.toMatchObject({ code: "busy" });
  stop.abort();
  expect(await Promise.all(asked)).toEqual(["cancelled", "cancelled", "cancelled"]);
  expect(await ask("SELECT 1")).toEqual([[1]]);
});

it("does without a file that is lost, and says so", async () => {
  for (const message of ["lost", "there"]) {
    await makeChunk(project, [{ ...line, message }]);
    await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  }
  const { rows } = await pool().query<{ id: string; day: string }>(
    "SELECT id::text, to_char(day, 'YYYY-MM-DD') AS day FROM log_file WHERE project_id = $1 ORDER BY sealed_at, id",
    [project],
  );
  const [first] = rows;
  await rm(filePath(store().folder, { projectId: project, id: first?.id ?? "", day: first?.day ?? "" }));
  expect(await ask("SELECT count(*)::INTEGER FROM lines")).toEqual([[1]]);
  expect(missing).toEqual([expect.stringContaining("not on the disk")]);
});
