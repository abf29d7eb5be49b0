import { availableParallelism } from "node:os";
import { pool } from "@/lib/db/pool";
import { QueryFiles } from "@/lib/logs/bucket/query-files";
import type { UnreadPart } from "@/lib/logs/bucket/unread";
import { buildRelation, columnsFor } from "@/lib/logs/store/build-relation";
import { chooseFiles } from "@/lib/logs/store/choose-stretches";
import { readSnapshot, type StoredFile } from "@/lib/logs/store/read-snapshot";
import { chooseThreads } from "./choose-threads";
import type { LogEngine, LogQuery, LogRow, LogSource } from "./engine";
import { LogEngineError } from "./engine";
import { failureOf } from "./explain-failure";
import { giveUpLate } from "./give-up-late";
import { type HeldLines, HotLines } from "./hot-lines";
import { openDuck } from "./open-duck";
import { runStatement } from "./run-statement";
import { TurnQueue } from "./turn-queue";

export interface EngineOptions {
  folder: string;
  memoryMb?: number;
  threads?: number;
  spillMb?: number;
  /** Bytes of lines that wait to be sealed and may be held at once; a question that needs more is refused. */
  hotBytes?: number;
  /** How long the catalog and the chunks may take to come from Postgres. */
  holdMs?: number;
  /** How often what was sealed is let go of. */
  forgetMs?: number;
  /** Queries at once, and how many of one who asks may wait besides. */
  running?: number;
  waiting?: number;
  /** Called when a query cannot be stopped. */
  onStuck?: () => void;
  /** Called with a sentence when files of the catalog are not there. */
  onMissing?: (text: string) => void;
}

export interface OpenEngine extends LogEngine {
  /** How many queries run or wait. */
  readonly load: number;
  close(): Promise<void>;
}

/** Each thread holds what it reads and groups of its own. */
const THREAD_MB = 100;
const FORGET_MS = 15_000;
const HOLD_MS = 60_000;
/** How often a query is tried when files of it cannot be read. */
const TRIES = 4;

/** Opens the engine inside this process. It reads the catalog through `pool()`. */
export async function openEngine(options: EngineOptions): Promise<OpenEngine> {
  const { folder, threads = chooseThreads(availableParallelism()), running = 3, waiting = 30 } = options;
  const { memoryMb = threads * THREAD_MB, spillMb = 2_048 } = options;
  const { hotBytes, forgetMs = FORGET_MS, holdMs = HOLD_MS } = options;
  const duck = await openDuck({ folder, memoryMb, threads, spillMb, keepsFooters: true });
  const hotConnection = await duck.connect();
  const hot = new HotLines(hotConnection, folder, hotBytes);
  const turns = new TurnQueue({ most: running, mostWaiting: waiting });
  const timer = setInterval(() => void hot.forget().catch(() => {}), forgetMs);
  timer.unref();

  return {
    get load() {
      return turns.load;
    },
    run,
    async close() {
      clearInterval(timer);
      await turns.close();
      hotConnection.disconnectSync();
      duck.close();
    },
  };

  async function* run(
    query: LogQuery,
    signal?: AbortSignal,
    onUnread?: (part: UnreadPart) => void,
  ): AsyncGenerator<LogRow[]> {
    const store = new QueryFiles(folder, query, signal);
    await store.prepare().catch(toUnavailable);
    const leave = await turns.enter(query.asker ?? "", signal);
    try {
      const state = { hasGiven: false };
      for (let tries = 1; ; tries++) {
        const files: StoredFile[] = [];
        try {
          for await (const rows of attempt(query, store, files, signal, onUnread)) {
            state.hasGiven = true;
            yield rows;
          }
          return;
        } catch (error) {
          // One lost file must not cost all the others.
          if (state.hasGiven || tries === TRIES || !(await isWorthRetry(error, store, files))) throw error;
        }
      }
    } finally {
      leave();
    }
  }

  async function* attempt(
    { source, sql, params, timeoutMs }: LogQuery,
    store: QueryFiles,
    files: StoredFile[],
    signal: AbortSignal | undefined,
    onUnread: ((part: UnreadPart) => void) | undefined,
  ): AsyncGenerator<LogRow[]> {
    const held = await giveUpLate(hold(source), holdMs, signal);
    let copies: { release(): void } | undefined;
    try {
      const taken = (copies = await store.take(held.files));
      files.push(...taken.files);
      if (taken.unread) onUnread?.(taken.unread);
      const relation = buildRelation({ ...source, folder, files, hot: held.tables });
      const connection = await duck.connect();
      try {
        const statement = withLines(relation, sql);
        yield* runStatement(connection, {
          sql: statement,
          params,
          timeoutMs,
          signal,
          onStuck: options.onStuck,
        });
      } finally {
        connection.disconnectSync();
      }
    } finally {
      copies?.release();
      held.release();
    }
  }

  /** One transaction sees the catalog and, though they may be sealed meanwhile, the chunks. */
  async function hold(source: LogSource): Promise<HeldLines & { files: StoredFile[] }> {
    const { projectIds, from, to, fields, counted = [] } = source;
    const db = await pool().connect().catch(toUnavailable);
    let broken: Error | undefined;
    let held: HeldLines | undefined;
    try {
      await db.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const snapshot = await readSnapshot({ projectIds, from, to, columns: columnsFor(fields) }, db);
      const there = new Set(snapshot.files.map(({ id }) => id));
      if (counted.some(({ id }) => !there.has(id))) throw failureOf("stale");
      held = await hot.hold(snapshot.chunks, db);
      await db.query("COMMIT");
      return { ...held, files: chooseFiles(snapshot.files, source) };
    } catch (error) {
      held?.release();
      await db.query("ROLLBACK").catch((rollback: Error) => {
        broken = rollback;
      });
      throw error;
    } finally {
      db.release(broken);
    }
  }

  async function isWorthRetry(error: unknown, store: QueryFiles, files: StoredFile[]): Promise<boolean> {
    if (!(error instanceof LogEngineError) || error.code !== "damaged") return false;
    const { isWorthIt, lost } = await store.findFaults(files);
    if (lost > 0) options.onMissing?.(`${lost} files of logs are in the catalog and not on the disk`);
    return isWorthIt;
  }
}

function toUnavailable(error: Error): never {
  throw Object.assign(failureOf("unavailable", "the database does not answer"), { cause: error });
}

/** Puts `lines` before a statement, which may begin with other names of its own. */
function withLines(relation: string, sql: string): string {
  // Not materialised: what the statement asks for must reach the files.
  const lines = `lines AS NOT MATERIALIZED (\n${relation}\n)`;
  const own = /^\s*WITH\s+(RECURSIVE\s)?/i.exec(sql);
  if (!own) return `WITH ${lines}\n${sql}`;
  return `WITH ${own[1] ? "RECURSIVE " : ""}${lines},\n${sql.slice(own[0].length)}`;
}
