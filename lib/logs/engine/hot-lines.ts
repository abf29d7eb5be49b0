import type { DuckDBConnection } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import { pool } from "@/lib/db/pool";
import { type HotTable, hotColumns } from "@/lib/logs/store/build-relation";
import { listFixed } from "@/lib/logs/store/column-names";
import { quoteName, quoteText } from "@/lib/logs/store/quote";
import type { StoredChunk } from "@/lib/logs/store/read-snapshot";
import { failureOf } from "./explain-failure";
import { loadChunks } from "./load-chunks";

interface Table {
  name: string;
  /** The chunks that are read here. */
  chunks: Map<string, StoredChunk>;
  /** Lines that were put in, those of chunks that are gone included. */
  lines: number;
  users: number;
}

/** The tables that hold the chunks of a query; `release` when they are no longer read. */
export interface HeldLines {
  tables: HotTable[];
  release: () => void;
}

/** A table takes no more chunks when it has so many lines; its columns take some 3 MB however few there are. */
const TABLE_LINES = 131_072;
/** What is loaded at once. */
const LOAD_CHUNKS = 64;
const LOAD_LINES = 65_536;
/** Unpacked lines that may be here at once: what memory does not hold is laid out to disk, and room there ends, too. */
const MOST_BYTES = 1_073_741_824;

/**
 * The lines of chunks that are not sealed yet, in few tables of the engine that all projects share: each chunk is loaded once,
 * when it is first asked for, and goes some time after it is gone from Postgres.
 */
export class HotLines {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #tables = new Set<Table>();
  /** Chunks that cannot be read: the sealer sets them aside and says so. */
  readonly #damaged = new Map<string, number>();
  /** Tables whose lines stand in another one by now, and that somebody still reads. */
  readonly #retired = new Set<Table>();
  /** Loads are numbered; those up to `#loaded` are whole. */
  #loaded = 0;
  #tableCount = 0;
  #working: Promise<unknown> = Promise.resolve();

  constructor(connection: DuckDBConnection, folder: string, mostBytes = MOST_BYTES) {
    this.#connection = connection;
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /**
   * Makes sure that the chunks are here and names the tables that hold them. `db` must be in the transaction that saw the
   * chunks, so that one that was sealed since can still be read. Throws LogEngineError: `memory` when so many lines wait to
   * be sealed that there is no room for them.
   */
  async hold(chunks: readonly StoredChunk[], db: PoolClient): Promise<HeldLines> {
    if (this.#missing(chunks).length === 0) return this.#choose(chunks);
    // Two queries must not load the same chunk.
    return this.#inTurn(async () => {
      await this.#load(chunks, db);
      return this.#choose(chunks);
    });
  }

  /** Lets go of the chunks that are no longer in Postgres: a table goes when nothing of it is left and nobody reads it. */
  async forget(): Promise<void> {
    if (this.#tables.size + this.#retired.size + this.#damaged.size > 0)
      await this.#inTurn(() => this.#forget());
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#working.then(work);
    this.#working = turn.catch(() => {});
    return turn;
  }

  #missing(chunks: readonly StoredChunk[]): StoredChunk[] {
    const tables = [...this.#tables];
    return chunks.filter(({ id }) => !this.#damaged.has(id) && !tables.some((table) => table.chunks.has(id)));
  }

  #choose(chunks: readonly StoredChunk[]): HeldLines {
    const wanted = new Set(chunks.map(({ id }) => id));
    const projectIds = [...new Set(chunks.map(({ projectId }) => projectId))];
    const held: Table[] = [];
    const tables: HotTable[] = [];
    for (const table of this.#tables) {
      const only: string[] = [];
      const except: string[] = [];
      for (const { id, projectId } of table.chunks.values()) {
        if (wanted.has(id)) only.push(id);
        else if (projectIds.includes(projectId)) except.push(id);
      }
      if (only.length === 0) continue;
      table.users++;
      held.push(table);
      const choice = only.length <= except.length ? { only } : { except };
      tables.push({ name: table.name, projectIds, lastLoad: this.#loaded, ...choice });
    }
    return { tables, release: () => held.forEach((table) => table.users--) };
  }

  async #load(chunks: readonly StoredChunk[], db: PoolClient): Promise<void> {
    const missing = this.#missing(chunks);
    await this.#makeRoom(chunks, missing);
    for (let start = 0; start < missing.length; ) {
      let [end, lines] = [start, 0];
      while (end < missing.length && end - start < LOAD_CHUNKS && lines < LOAD_LINES)
        lines += missing[end++]?.lines ?? 0;
      const table = await this.#openTable();
      const damaged = await loadChunks(missing.slice(start, end), {
        db,
        folder: this.#folder,
        insert: (select, some) => this.#insert(table, select, some),
      });
      for (const { id, projectId } of damaged) this.#damaged.set(id, projectId);
      start = end;
    }
  }

  /** Puts the lines of chunks, as `select` gives them, into a table that may be read meanwhile: its readers do not see them. */
  async #insert(table: Table, select: string, chunks: readonly StoredChunk[]): Promise<void> {
    const load = this.#loaded + 1;
    const columns = ["project_id", listFixed(), "a"].join(", ");
    await this.#connection.run(
      `INSERT INTO ${quoteName(table.name)} (load, ${columns}) SELECT ${load}, ${columns} FROM (${select})`,
    );
    this.#loaded = load;
    for (const chunk of chunks) {
      table.chunks.set(chunk.id, chunk);
      table.lines += chunk.lines;
    }
  }

  /** The table that takes the next lines. */
  async #openTable(not?: Table): Promise<Table> {
    for (const table of this.#tables) if (table !== not && table.lines < TABLE_LINES) return table;
    const table: Table = { name: `hot_${++this.#tableCount}`, chunks: new Map(), lines: 0, users: 0 };
    const columns = Object.entries(hotColumns).map(([name, type]) => `${name} ${type}`);
    await this.#connection.run(`CREATE TABLE ${quoteName(table.name)} (${columns.join(", ")})`);
    this.#tables.add(table);
    return table;
  }

  /** Drops tables that nobody reads and that hold nothing of what is wanted, until there is room. */
  async #makeRoom(wanted: readonly StoredChunk[], missing: readonly StoredChunk[]): Promise<void> {
    const room = this.#mostBytes - missing.reduce((sum, { rawBytes }) => sum + rawBytes, 0);
    for (const table of this.#tables) {
      if (this.#bytes() <= room) return;
      if (table.users === 0 && !wanted.some(({ id }) => table.chunks.has(id))) await this.#drop(table);
    }
    if (this.#bytes() > room) throw failureOf("memory", "too many lines wait to be sealed into files");
  }

  #bytes(): number {
    let bytes = 0;
    for (const { chunks } of this.#tables) for (const { rawBytes } of chunks.values()) bytes += rawBytes;
    return bytes;
  }

  async #forget(): Promise<void> {
    const tables = [...this.#tables];
    const known = tables.flatMap(({ chunks }) => [...chunks.values()]);
    const projects = [...known.map(({ projectId }) => projectId), ...this.#damaged.values()];
    const { rows } = await pool().query<{ id: string }>(
      "SELECT id::text FROM log_chunk WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[])",
      [[...new Set(projects)], [...known.map(({ id }) => id), ...this.#damaged.keys()]],
    );
    const left = new Set(rows.map(({ id }) => id));
    for (const id of this.#damaged.keys()) if (!left.has(id)) this.#damaged.delete(id);
    for (const table of tables) {
      const live = [...table.chunks.values()].filter(({ id }) => left.has(id));
      const lines = live.reduce((sum, chunk) => sum + chunk.lines, 0);
      // A project that cannot be sealed must not keep the lines of the others here.
      if (lines * 2 <= table.lines) await this.#moveOut(table, live);
    }
    for (const table of this.#retired) if (table.users === 0) await this.#drop(table);
  }

  /** Copies what is left of a table into another one. */
  async #moveOut(table: Table, live: readonly StoredChunk[]): Promise<void> {
    if (live.length > 0) {
      const ids = live.map(({ id }) => `${quoteText(id)}::UUID`).join(", ");
      const select = `SELECT * FROM ${quoteName(table.name)} WHERE chunk IN (${ids})`;
      await this.#insert(await this.#openTable(table), select, live);
    }
    this.#tables.delete(table);
    this.#retired.add(table);
  }

  async #drop(table: Table): Promise<void> {
    this.#tables.delete(table);
    this.#retired.delete(table);
    await this.#connection.run(`DROP TABLE ${quoteName(table.name)}`);
  }
}
