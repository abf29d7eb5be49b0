import { type Drain, type Move, startDrain } from "./drain";
import { logTrouble } from "./log-trouble";
import { OverloadError } from "./overload-error";
import { claimOrphans, claimSlots, type Slot } from "./spool/claim-slot";
import { openSpool, type SpoolOptions } from "./spool/open-spool";
import { SpoolBrokenError, SpoolFullError } from "./spool/spool-errors";

/** Records whose key nobody could look up: a stranger may send them, so they get little room. */
const MAX_UNVERIFIED_BYTES = 64 * 1024 * 1024;

const LOOK_FOR_ORPHANS_MS = 60_000;

const onClaimFailed = (error: unknown) => logTrouble("Left spools could not be looked for", error);
const onTrouble = (text: string) => process.stderr.write(`${text}\n`);

/** What a buffer holds, and how it is moved on. */
export interface RecordBufferOptions {
  /** Its slots are made there. */
  folder: string;
  /** Name of its report to /healthz, and what its records are for people: `events`. */
  trouble: string;
  what: string;
  /** Stores records in Postgres. */
  move: Move;
  /** The disk failed; leave the process. */
  onBroken: (error: Error) => void;
  /** Bounds and file system of the spool that is appended to. */
  spool?: SpoolOptions;
}

/** A buffer on disk for records that Postgres does not take in time. */
export interface RecordBuffer {
  /** Returns when they are durable on disk. Throws `OverloadError` (`spool_full`) when there is no room. */
  append(records: Buffer[], from: { isUnverified: boolean }): Promise<void>;
  /** Stops draining and leaves what waits to the next start. */
  close(): Promise<void>;
}

/**
 * Opens a buffer: a spool in the first free slot of the folder, drained from now on, beginning with what earlier processes
 * left.
 */
export async function openRecordBuffer(options: RecordBufferOptions): Promise<RecordBuffer> {
  const { folder, onBroken } = options;
  const onLost = (dir: string) => onBroken(new Error(`another process took over the spool in ${dir}`));
  const { own, orphans } = await claimSlots(folder, { onLost });
  const spool = await openSpool(own.dir, { onTrouble, ...options.spool });
  const drain = startDrain({ spool, dir: own.dir }, options);
  await adopt(drain, orphans);
  // An owner on another machine is known to be gone only after a while.
  const looking = setInterval(() => {
    claimOrphans(folder, { onLost }).then((slots) => adopt(drain, slots), onClaimFailed);
  }, LOOK_FOR_ORPHANS_MS);
  let unverifiedBytes = 0;

  return {
    async append(records, { isUnverified }) {
      if (isUnverified) {
        if (spool.size().records === 0) unverifiedBytes = 0;
        const bytes = records.reduce((sum, record) => sum + record.byteLength, 0);
        if (unverifiedBytes + bytes > MAX_UNVERIFIED_BYTES) throw full();
        unverifiedBytes += bytes;
      }
      try {
        await spool.append(records);
      } catch (error) {
        if (error instanceof SpoolFullError) throw full();
        if (error instanceof SpoolBrokenError) onBroken(error);
        throw error;
      } finally {
        // Also when nothing found room: somebody must go on asking whether Postgres is back.
        drain.wake();
      }
    },
    async close() {
      clearInterval(looking);
      await drain.close();
      await spool.close();
      await own.release();
    },
  };
}

async function adopt(drain: Drain, slots: Slot[]): Promise<void> {
  for (const slot of slots) {
    try {
      drain.adopt({ slot, spool: await openSpool(slot.dir, { onTrouble }) });
    } catch (error) {
      onClaimFailed(error);
      await slot.release();
    }
  }
}

function full(): OverloadError {
  return new OverloadError("the buffer for outages is full; send again later", "spool_full");
}
