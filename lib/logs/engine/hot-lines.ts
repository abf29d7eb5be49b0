import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import { pool } from "@/lib/db/pool";
import type { HotTable } from "@/lib/logs/store/build-relation";
import { workFolder } from "@/lib/logs/store/folder";
import { quoteName } from "@/lib/logs/store/quote";
import type { StoredChunk } from "@/lib/logs/store/read-snapshot";
import { chunkPath, selectChunks } from "@/lib/logs/store/select-chunks";

interface Table {
  name: string;
  projectId: number;
  chunks: Set<string>;
  users: number;
}

interface Body {
  id: string;
  raw: number;
  body: Buffer;
}

/** Bodies that are in memory at once while they are loaded. */
const LOADED_CHUNKS = 64;

/**
 * Tables of the engine with the lines of chunks that are not sealed yet: each chunk is loaded once, when first asked for, and
 * dropped some time after it is gone from Postgres.
 */
export class HotLines {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #tables = new Map<string, Table>();
  /** Chunks that cannot be read: the sealer sets them aside and says so. */
  readonly #damaged = new Set<string>();
  #loading: Promise<unknown> = Promise.resolve();

  constructor(connection: DuckDBConnection, folder: string) {
    this.#connection = connection;
    this.#folder = folder;
  }

  /**
   * Makes sure that the chunks are here and names the tables that hold them. `db` must be in the transaction that saw the
   * chunks, so that one that was sealed since can still be read. `release` when they are no longer read.
   */
  async hold(
    chunks: readonly StoredChunk[],
    db: PoolClient,
  ): Promise<{ tables: HotTable[]; release: () => void }> {
    // Two queries must not load the same chunk.
    const turn = this.#loading.then(() => this.#load(chunks, db));
    this.#loading = turn.catch(() => {});
    await turn;
    const wanted = new Set(chunks.map(({ id }) => id));
    const held: Table[] = [];
    const tables: HotTable[] = [];
    for (const table of this.#tables.values()) {
      const seen = [...table.chunks].filter((id) => wanted.has(id));
      if (seen.length === 0) continue;
      table.users++;
      held.push(table);
      const isWhole = seen.length === table.chunks.size;
      tables.push({ projectId: table.projectId, name: table.name, chunks: isWhole ? null : seen });
    }
    return { tables, release: () => held.forEach((table) => table.users--) };
  }

  /** Drops the tables of which no chunk is left in Postgres and that nobody reads. */
  async forget(): Promise<void> {
    if (this.#tables.size === 0) return;
    const ids = [...this.#tables.values()].flatMap((table) => [...table.chunks]);
    const projects = [...new Set([...this.#tables.values()].map((table) => table.projectId))];
    const { rows } = await pool().query<{ id: string }>(
      "SELECT id::text FROM log_chunk WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[])",
      [projects, ids],
    );
    const left = new Set(rows.map(({ id }) => id));
    for (const [name, table] of this.#tables) {
      if (table.users > 0 || [...table.chunks].some((id) => left.has(id))) continue;
      this.#tables.delete(name);
      await this.#connection.run(`DROP TABLE ${quoteName(name)}`);
    }
  }

  async #load(chunks: readonly StoredChunk[], db: PoolClient): Promise<void> {
    const here = new Set(this.#damaged);
    for (const table of this.#tables.values()) for (const id of table.chunks) here.add(id);
    const missing = new Map<number, string[]>();
    for (const { projectId, id } of chunks) {
      if (!here.has(id)) missing.set(projectId, [...(missing.get(projectId) ?? []), id]);
    }
    for (const [projectId, ids] of missing) {
      for (let start = 0; start < ids.length; start += LOADED_CHUNKS) {
        await this.#loadSome(projectId, ids.slice(start, start + LOADED_CHUNKS), db);
      }
    }
  }

  async #loadSome(projectId: number, ids: readonly string[], db: PoolClient): Promise<void> {
    const folder = join(workFolder(this.#folder), `hot-${randomUUID()}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const { rows } = await db.query<Body>(
        "SELECT id::text, raw_bytes AS raw, body FROM log_chunk WHERE project_id = $1 AND id = ANY ($2::uuid[])",
        [projectId, ids],
      );
      await Promise.all(rows.map(({ id, body }) => writeFile(chunkPath(folder, id), body)));
      await this.#fill(projectId, folder, rows);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Loads what can be read: the half with a damaged chunk is halved until that one stands alone. */
  async #fill(projectId: number, folder: string, bodies: Body[]): Promise<void> {
    if (bodies.length === 0) return;
    const name = `hot_${randomUUID()}`;
    try {
      await this.#connection.run(
        `CREATE TABLE ${quoteName(name)} AS ${selectChunks(folder, bodies, "'JSON'")}`,
      );
      this.#tables.set(name, { name, projectId, chunks: new Set(bodies.map(({ id }) => id)), users: 0 });
    } catch (error) {
      if (/^out of memory/i.test((error as Error).message)) throw error;
      if (bodies.length === 1) {
        this.#damaged.add(bodies[0]?.id ?? "");
        return;
      }
      const half = bodies.length >> 1;
      await this.#fill(projectId, folder, bodies.slice(0, half));
      await this.#fill(projectId, folder, bodies.slice(half));
    }
  }
}
