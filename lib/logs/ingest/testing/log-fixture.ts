import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Pool } from "pg";
import { expect, vi } from "vitest";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { findKey, forgetKeys, type KeyEntry } from "@/lib/ingest/key-directory";
import { isAway } from "@/lib/ingest/outage";
import type { TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { openPostgresProxy, type PostgresProxy } from "@/lib/ingest/testing/postgres-proxy";
import { waitingBytes } from "@/lib/ingest/testing/waiting-bytes";
import { openChunkBuffer } from "@/lib/logs/ingest/chunk-buffer";
import type { LogLine } from "@/lib/logs/line";
import { createTestDatabase } from "@/lib/testing/postgres";

/** What a project has stored, by every counter; equal numbers mean that each line was counted once. */
export interface LineCounts {
  lines: number;
  stat: number;
  outcome: number;
}

/** A database behind a network that can fail, and a buffer for chunks before it. */
export interface LogFixture {
  proxy: PostgresProxy;
  /** Asks the database by a way that does not fail. */
  query<T extends object>(sql: string, values?: unknown[]): Promise<T[]>;
  /** The lines of a project as they stand in its chunks, in order, once nothing waits on the disk: a busy machine may use it. */
  stored(project: TestProject): Promise<Record<string, unknown>[]>;
  /** What is counted once nothing waits on the disk. */
  counts(project: TestProject): Promise<LineCounts>;
  /** What is counted now. */
  countsNow(project: TestProject): Promise<LineCounts>;
  waiting(): number;
  /** The slot of the buffer. */
  slot: string;
  /** Stops and opens the buffer again on the same folder, as a new process would. */
  reopen(): Promise<void>;
  /** Returns when everything that waited on the disk is stored and Postgres is trusted again. */
  drained(): Promise<void>;
  close(): Promise<void>;
}

/** Opens it; `pool()` and the ingest pool go through the proxy. */
export async function openLogFixture(): Promise<LogFixture> {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const database = await createTestDatabase();
  const proxy = await openPostgresProxy(database.url);
  usePool(openPool(proxy.url, 10));
  await maintainPartitions();
  // Lines of tests have fixed times; what is too old to be kept would not be counted.
  await pool().query("ALTER TABLE project ALTER COLUMN log_retention_days SET DEFAULT 3650");
  forgetKeys();
  const direct = new Pool({ connectionString: database.url, max: 4 });
  direct.on("error", () => {});
  const folder = mkdtempSync(join(tmpdir(), "jackdaw-logs-"));
  let buffer = await openChunkBuffer({ folder, onBroken });
  const query = async <T extends object>(sql: string, values?: unknown[]) =>
    (await direct.query<T>(sql, values)).rows;
  const drained = () =>
    vi.waitFor(
      () =>
        expect({ waiting: waitingBytes(folder), isAway: isAway() }).toEqual({ waiting: 0, isAway: false }),
      { timeout: 14_000, interval: 20 },
    );
  const countsNow = async ({ id }: TestProject) => {
    const [counts] = await query<LineCounts>(
      `SELECT (SELECT coalesce(sum(lines), 0) FROM log_chunk WHERE project_id = $1)::int AS lines,
              (SELECT coalesce(sum(quantity), 0) FROM log_stat WHERE project_id = $1)::int AS stat,
              (SELECT coalesce(sum(quantity), 0) FROM outcome
                WHERE project_id = $1 AND category = 'log_item' AND outcome = 'accepted')::int AS outcome`,
      [id],
    );
    return counts as LineCounts;
  };
  return {
    proxy,
    query,
    slot: join(folder, "0"),
    async stored({ id }) {
      await drained();
      const rows = await query<{ body: Buffer }>(
        "SELECT body FROM log_chunk WHERE project_id = $1 ORDER BY seq",
        [id],
      );
      return rows.flatMap(({ body }) => readLines(body));
    },
    async counts(project) {
      await drained();
      return countsNow(project);
    },
    countsNow,
    waiting: () => waitingBytes(folder),
    async reopen() {
      await buffer.close();
      buffer = await openChunkBuffer({ folder, onBroken });
    },
    drained,
    async close() {
      await buffer.close();
      await closePool();
      await direct.end();
      await proxy.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
      vi.restoreAllMocks();
    },
  };
}

/** The lines in a chunk's body. */
export function readLines(body: Buffer): Record<string, unknown>[] {
  const text = gunzipSync(body).toString();
  expect(text.endsWith("\n")).toBe(true);
  return text
    .slice(0, -1)
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The key of a project, as a door finds it. */
export async function keyOf({ publicKey }: TestProject): Promise<KeyEntry> {
  const key = await findKey(publicKey);
  if (!key) throw new Error("the key is not known");
  return key;
}

/** As many lines, a millisecond apart. */
export function makeLines(count: number, change: Partial<LogLine> = {}): LogLine[] {
  return Array.from({ length: count }, (_, index) => ({
    time: 1_795_384_336_000_000_000n + BigInt(index) * 1_000_000n,
    severity: 9,
    message: `line ${index}`,
    host: "web-1",
    ...change,
  }));
}

function onBroken(error: Error): never {
  throw error;
}
