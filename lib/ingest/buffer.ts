import { reportTakesEvents } from "@/lib/health/report";
import { type Drain, startDrain } from "./drain";
import { logTrouble } from "./log-trouble";
import { OverloadError } from "./overload-error";
import { claimOrphans, claimSlots, type Slot } from "./spool/claim-slot";
import { encodeEvent } from "./spool/encode-event";
import { openSpool, type Spool, type SpoolOptions } from "./spool/open-spool";
import { SpoolBrokenError, SpoolFullError } from "./spool/spool-errors";
import type { SpooledEvent } from "./spool/spooled-event";

/** Events whose key nobody could look up: a stranger may send them, so they get little room. */
const MAX_UNVERIFIED_BYTES = 64 * 1024 * 1024;

const LOOK_FOR_ORPHANS_MS = 60_000;

interface Buffering {
  spool: Spool;
  drain: Drain;
  unverifiedBytes: number;
  onBroken: (error: Error) => void;
}

let buffering: Buffering | undefined;

const onClaimFailed = (error: unknown) => logTrouble("Left spools could not be looked for", error);
const onTrouble = (text: string) => process.stderr.write(`${text}\n`);

/** Whether this process has a buffer on disk: the front does, the doors inside Next do not. */
export function hasBuffer(): boolean {
  return buffering !== undefined;
}

/**
 * Opens the buffer for events that Postgres does not take in time: a spool in the first free slot of `folder`, drained
 * from now on, beginning with what earlier processes left. `onBroken`: the disk failed; leave the process.
 * `close` stops draining and leaves what waits to the next start.
 */
export async function openBuffer({
  folder,
  onBroken,
  spool: options = {},
}: {
  folder: string;
  onBroken: (error: Error) => void;
  /** Bounds and file system of the spool that is appended to. */
  spool?: SpoolOptions;
}): Promise<{ close(): Promise<void> }> {
  const onLost = (dir: string) => onBroken(new Error(`another process took over the spool in ${dir}`));
  const { own, orphans } = await claimSlots(folder, { onLost });
  const spool = await openSpool(own.dir, { onTrouble, ...options });
  const drain = startDrain(spool, onBroken);
  await adopt(drain, orphans);
  // An owner on another machine is known to be gone only after a while.
  const looking = setInterval(() => {
    claimOrphans(folder, { onLost }).then((slots) => adopt(drain, slots), onClaimFailed);
  }, LOOK_FOR_ORPHANS_MS);
  buffering = { spool, drain, unverifiedBytes: 0, onBroken };
  reportTakesEvents(true);
  return {
    async close() {
      clearInterval(looking);
      buffering = undefined;
      reportTakesEvents(false);
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

/**
 * Appends events to the buffer; returns when they are durable on disk. Throws `OverloadError` (`spool_full`) when there
 * is no room.
 */
export async function bufferEvents(records: SpooledEvent[]): Promise<void> {
  const open = buffering;
  if (!open) throw new Error("this process has no buffer");
  const encoded = records.map(encodeEvent);
  if (records.some(({ publicKey }) => publicKey !== undefined)) {
    if (open.spool.size().records === 0) open.unverifiedBytes = 0;
    const bytes = encoded.reduce((sum, record) => sum + record.byteLength, 0);
    if (open.unverifiedBytes + bytes > MAX_UNVERIFIED_BYTES) throw full();
    open.unverifiedBytes += bytes;
  }
  try {
    await open.spool.append(encoded);
  } catch (error) {
    if (error instanceof SpoolFullError) throw full();
    if (error instanceof SpoolBrokenError) open.onBroken(error);
    throw error;
  } finally {
    // Also when nothing found room: somebody must go on asking whether Postgres is back.
    open.drain.wake();
  }
}

function full(): OverloadError {
  return new OverloadError("the buffer for outages is full; send again later", "spool_full");
}
