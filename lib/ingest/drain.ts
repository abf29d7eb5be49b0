import { setTimeout as sleep } from "node:timers/promises";
import { reportTrouble } from "@/lib/health/report";
import { ingestPool } from "@/lib/db/pool";
import { commitEvents } from "./commit-events";
import { logTrouble } from "./log-trouble";
import { isAway, noteAway, noteBack } from "./outage";
import type { Slot } from "./spool/claim-slot";
import { decodeEvent } from "./spool/decode-event";
import type { Spool } from "./spool/open-spool";
import { SpoolBrokenError, UnreadableRecordError } from "./spool/spool-errors";
import { verifyKeys } from "./verify-keys";

const BATCH = { records: 200, bytes: 4 * 1024 * 1024 };
const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;
const WORTH_TELLING_MS = 10_000;

/** The spool of a process that ended, and its folder, which is ours now. */
export interface LeftSpool {
  spool: Spool;
  slot: Slot;
}

/** The one who moves events from the disk into Postgres. */
export interface Drain {
  /** Something was appended. */
  wake(): void;
  /** Drains the spool of a process that ended, too, and releases its slot when it is empty. */
  adopt(left: LeftSpool): void;
  /** Returns when the batch under way is done. */
  close(): Promise<void>;
}

/**
 * Moves what waits in the spool into Postgres, oldest first, through the same transaction as every other event; a record
 * leaves the spool after the commit. While Postgres is away, each try is also the question whether it is back.
 */
export function startDrain(spool: Spool, onBroken: (error: Error) => void): Drain {
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
      if (left && (await drain(left.spool))) {
        adopted.shift();
        await left.spool.close();
        await left.slot.release();
      }
      await drain(spool);
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
  async function drain(from: Spool): Promise<boolean> {
    let pause = SHORTEST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      try {
        const { records, position } = await from.read(BATCH);
        reportWaiting(from);
        if (records.length === 0) return true;
        const events = await verifyKeys(records.map(decodeEvent));
        const isAgain = !current.has(from);
        await commitEvents(isAgain ? events.map((one) => ({ ...one, isRetry: true })) : events);
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
}

/** A few events of the last second are no news. */
function reportWaiting(from: Spool): void {
  const { records, oldestAt } = from.size();
  const isNews = oldestAt !== null && Date.now() - oldestAt > WORTH_TELLING_MS;
  const text = `${records} events wait on disk for Postgres, the oldest since ${new Date(oldestAt ?? 0).toISOString()}.`;
  reportTrouble("spool", isNews ? text : null);
}
