import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { buildRelation } from "@/lib/logs/store/build-relation";
import { readSnapshot } from "@/lib/logs/store/read-snapshot";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useDatabase } from "@/lib/testing/use-database";
import { type HeldLines, HotLines } from "./hot-lines";
import { type Duck, openDuck } from "./open-duck";

useDatabase();
let folder = "";
let duck: Duck;
let connection: DuckDBConnection;
let hot: HotLines;
let project = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jackdaw-hot-"));
});
beforeEach(async () => {
  project += 1_000;
  duck = await openDuck({ folder, memoryMb: 100, threads: 1, spillMb: 100 });
  connection = await duck.connect();
  hot = new HotLines(connection, folder);
});
afterEach(() => {
  connection.disconnectSync();
  duck.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const make = (text: string, lines = 1, projectId = project) =>
  makeChunk(
    projectId,
    Array.from({ length: lines }, () => ({ time: 5n, severity: 9, message: text })),
  );
const remove = (ids: string[]) => pool().query("DELETE FROM log_chunk WHERE id = ANY ($1::uuid[])", [ids]);

/** Holds what stands in Postgres now, as a query does. */
async function hold(projectIds = [project], lines = hot): Promise<HeldLines> {
  const db = await pool().connect();
  try {
    const { chunks } = await readSnapshot({ projectIds, from: 0n, to: 10n, columns: [] }, db);
    return await lines.hold(chunks, db);
  } finally {
    db.release();
  }
}

async function read({ tables }: HeldLines): Promise<unknown[]> {
  const relation = buildRelation({ folder, files: [], hot: tables, from: 0n, to: 10n, fields: [] });
  return (await connection.runAndReadAll(`SELECT m FROM (${relation}) ORDER BY m`)).getRowsJson().flat();
}

async function countTables(): Promise<number> {
  return (await connection.runAndReadAll("SELECT * FROM duckdb_tables()")).getRowsJson().length;
}

it("shows each query the chunks of its snapshot, each line once, whatever is loaded or let go of meanwhile", async () => {
  const first = await make("a");
  await make("b");
  const early = await hold();
  await make("c");
  await make("of others", 1, project + 1);
  const late = await hold();
  await hold([project + 1]);
  expect([await read(early), await read(late)]).toEqual([
    ["a", "b"],
    ["a", "b", "c"],
  ]);
  await remove([first]);
  const after = await hold();
  // Of what is left, half or more is gone: b and c move.
  await make("large", 20);
  await hold();
  await pool().query("DELETE FROM log_chunk WHERE lines = 20");
  await hot.forget();
  const moved = await hold();
  expect([await read(early), await read(late), await read(after), await read(moved)]).toEqual([
    ["a", "b"],
    ["a", "b", "c"],
    ["b", "c"],
    ["b", "c"],
  ]);
  expect(await countTables()).toBe(2);
  for (const held of [early, late, after, moved]) held.release();
});

it("drops a table when all of it is sealed and nobody reads it", async () => {
  await make("a");
  const held = await hold();
  await pool().query("DELETE FROM log_chunk WHERE project_id = $1", [project]);
  await hot.forget();
  expect(await read(held)).toEqual(["a"]);
  held.release();
  await hot.forget();
  expect(await countTables()).toBe(0);
});

it("needs little memory for many projects whose lines come bit by bit", async () => {
  const projects = Array.from({ length: 20 }, (_, index) => project + index);
  for (let load = 1; load <= 4; load++) {
    for (const each of projects) {
      await make("x", 2, each);
      expect(await read(await hold([each]))).toHaveLength(load * 2);
    }
  }
  expect(await read(await hold(projects))).toHaveLength(160);
  const memory = await connection.runAndReadAll(
    "SELECT (sum(memory_usage_bytes) // 1000000)::INTEGER FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'",
  );
  expect(memory.getRows()[0]?.[0]).toBeLessThan(10);
});

it("refuses with a sentence what it has no room for, and answers again when there is", async () => {
  const small = new HotLines(connection, folder, 4_000);
  await make("x".repeat(2_000));
  const held = await hold([project], small);
  await make("y".repeat(2_500), 1, project + 1);
  await expect(hold([project + 1], small)).rejects.toMatchObject({
    code: "memory",
    message: expect.stringContaining("wait to be sealed"),
  });
  held.release();
  // What nobody reads makes room.
  expect(await read(await hold([project + 1], small))).toHaveLength(1);
  await expect(hold([project, project + 1], small)).rejects.toMatchObject({ code: "memory" });
});
