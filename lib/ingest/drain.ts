import { setTimeout as sleep } from "node:timers/promises";
import { reportTrouble } from "@/lib/health/report";
import { ingestPool } from "@/lib/db/pool";
import { logTrouble } from "./log-trouble";
import { isAway, noteAway, noteBack } from "./outage";
import type { Slot } from "./spool/claim-slot";
import type { Spool } from "./spool/open-spool";
import { SpoolBrokenError, UnreadableRecordError } from "./spool/spool-errors";

const BATCH = { records: 200, bytes: 4 * 1024 * 1024 };
const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;
const WORTH_TELLING_MS = 10_000;

/** The spool of a process that ended, and its folder, which is ours now. */
export interface LeftSpool {
  spool: Spool;
  slot: Slot;
}

/**
 * Stores records in Postgres. `isAgain`: they may be stored already, by an earlier process or before an answer was lost.
 * `dir` is the folder of their spool.
 */
export type Move = (records: Buffer[], batch: { isAgain: boolean; dir: string }) => Promise<void>;

/** How records are moved on, and how that is told. */
interface DrainOptions {
  move: Move;
  onBroken: (error: Error) => void;
  /** Name of the report to /healthz, and what the records are for people: `events`. */
  trouble: string;
  what: string;
}

/** The one who moves records from the disk into Postgres. */
export interface Drain {
  /** Something was appended. */
  wake(): void;
  /** Drains the spool of a process that ended, too, and releases its slot when it is empty. */
  adopt(left: LeftSpool): void;
  /** Returns when the batch under way is done. */
  close(): Promise<void>;
}

/**
 * Moves what waits in the spool into Postgres, oldest first, through the same transaction as everything else; a record
 * leaves the spool after the commit. While Postgres is away, each try is also the question whether it is back.
 */
export function startDrain(
  { spool, dir: ownDir }: { spool: Spool; dir: string },
  { move, onBroken, trouble, what }: DrainOptions,
): Drain {
  const stopping = new AbortController();
  const adopted: LeftSpool[] = [];
  // Of the others, what is read next may have been committed: by an earlier process, or before an answer was lost.
  const current = new WeakSet<Spool>();
  let awake: (() => void) | undefined;
  const running = run();
  return {
    wake: () => awake?.(),
    adopt(left) {
      adopted.push(left);
      awake?.();
    },
    async close() {
      stopping.abort();
      awake?.();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const [left] = adopted;
      if (left && (await drain(left.spool, left.slot.dir))) {
        adopted.shift();
        await left.spool.close();
        await left.slot.release();
      }
      await drain(spool, ownDir);
      if (adopted.length > 0) continue;
      if (isAway()) await probe();
      else if (spool.size().records === 0 && !stopping.signal.aborted) await woken();
    }
    for (const { spool: open, slot } of adopted) {
      await open.close();
      await slot.release();
    }
  }

  /** Whether nothing is left; false also for what only a newer version can read. */
  async function drain(from: Spool, dir: string): Promise<boolean> {
    let pause = SHORTEST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      try {
        const { records, position } = await from.read(BATCH);
        reportWaiting(from);
        if (records.length === 0) return true;
        await move(records, { isAgain: !current.has(from), dir });
        await from.advance(position);
        noteBack();
        current.add(from);
        pause = SHORTEST_PAUSE_MS;
      } catch (error) {
        current.delete(from);
        reportWaiting(from);
        if (error instanceof SpoolBrokenError) {
          onBroken(error);
          return false;
        }
        if (error instanceof UnreadableRecordError) {
          logTrouble("The spool waits for a newer Jackdaw", error);
          await rest(LONGEST_PAUSE_MS);
          return false;
        }
        noteAway(error);
        await rest(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
    return false;
  }

  async function probe(): Promise<void> {
    try {
      const { rows } = await ingestPool().query<{ isReadOnly: boolean }>(
        `SELECT current_setting('transaction_read_only')::bool AS "isReadOnly"`,
      );
      if (!rows[0]?.isReadOnly) return noteBack();
    } catch (error) {
      logTrouble("Postgres is still away", error);
    }
    await rest(SHORTEST_PAUSE_MS);
  }

  function rest(ms: number): Promise<unknown> {
    return sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  function woken(): Promise<void> {
    return new Promise((resolve) => {
      awake = resolve;
    });
  }

  /** A few records of the last second are no news. */
  function reportWaiting(from: Spool): void {
    const { records, oldestAt } = from.size();
    const isNews = oldestAt !== null && Date.now() - oldestAt > WORTH_TELLING_MS;
    const since = new Date(oldestAt ?? 0).toISOString();
    reportTrouble(
      trouble,
      isNews ? `${records} ${what} wait on disk for Postgres, the oldest since ${since}.` : null,
    );
  }
}
