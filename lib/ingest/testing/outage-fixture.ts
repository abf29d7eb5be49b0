import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { expect, vi } from "vitest";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { closePool, openPool, usePool } from "@/lib/db/pool";
import { openBuffer } from "@/lib/ingest/buffer";
import { forgetKeys } from "@/lib/ingest/key-directory";
import { isAway } from "@/lib/ingest/outage";
import type { SpoolOptions } from "@/lib/ingest/spool/open-spool";
import { createTestDatabase } from "@/lib/testing/postgres";
import { openPostgresProxy, type PostgresProxy } from "./postgres-proxy";
import { waitingBytes } from "./waiting-bytes";

/** Asks the database. */
export type Query = <T extends object>(sql: string, values?: unknown[]) => Promise<T[]>;

/** A database behind a network that can fail, and a buffer on disk before it. */
export interface OutageFixture {
  proxy: PostgresProxy;
  /** Asks the database by a way that does not fail. */
  query: Query;
  /** Stops and opens the buffer again on the same folder, as a new process would. */
  reopenBuffer(spool?: SpoolOptions): Promise<void>;
  /** How many bytes wait on the disk. */
  waiting(): number;
  /** Returns when everything that waited on the disk is stored and Postgres is trusted again. */
  drained(): Promise<void>;
  close(): Promise<void>;
}

/** Opens it; `pool()` and the ingest pool go through the proxy. */
export async function openOutageFixture(): Promise<OutageFixture> {
  // What the server says about the trouble that it is given here.
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const database = await createTestDatabase();
  const proxy = await openPostgresProxy(database.url);
  usePool(openPool(proxy.url, 10));
  await maintainPartitions();
  forgetKeys();
  const direct = new Pool({ connectionString: database.url, max: 4 });
  direct.on("error", () => {});
  const folder = mkdtempSync(join(tmpdir(), "jackdaw-outage-"));
  let buffer = await openBuffer({ folder, onBroken });
  return {
    proxy,
    query: async <T extends object>(sql: string, values?: unknown[]) =>
      (await direct.query<T>(sql, values)).rows,
    async reopenBuffer(spool) {
      await buffer.close();
      buffer = await openBuffer({ folder, onBroken, spool });
    },
    waiting: () => waitingBytes(folder),
    drained: () =>
      vi.waitFor(() => expect({ waiting: waitingBytes(folder), isAway: isAway() }).toEqual(DRAINED), {
        timeout: 14_000,
        interval: 20,
      }),
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

function onBroken(error: Error): never {
  throw error;
}

const DRAINED = { waiting: 0, isAway: false };
