import { reportTakesEvents } from "@/lib/health/report";
import { commitEvents } from "./commit-events";
import { openRecordBuffer, type RecordBuffer } from "./open-record-buffer";
import { decodeEvent } from "./spool/decode-event";
import { encodeEvent } from "./spool/encode-event";
import type { SpoolOptions } from "./spool/open-spool";
import type { SpooledEvent } from "./spool/spooled-event";
import { verifyKeys } from "./verify-keys";

let buffer: RecordBuffer | undefined;

/** Whether this process has a buffer on disk: the front does, the doors inside Next do not. */
export function hasBuffer(): boolean {
  return buffer !== undefined;
}

/**
 * Opens the buffer for events that Postgres does not take in time: a spool in the first free slot of `folder`, drained
 * from now on, beginning with what earlier processes left. `onBroken`: the disk failed; leave the process.
 * `close` stops draining and leaves what waits to the next start.
 */
export async function openBuffer({
  folder,
  onBroken,
  spool,
}: {
  folder: string;
  onBroken: (error: Error) => void;
  /** Bounds and file system of the spool that is appended to. */
  spool?: SpoolOptions;
}): Promise<{ close(): Promise<void> }> {
  const opened = await openRecordBuffer({
    folder,
    onBroken,
    spool,
    trouble: "spool",
    what: "events",
    move: moveEvents,
  });
  buffer = opened;
  reportTakesEvents(true);
  return {
    async close() {
      buffer = undefined;
      reportTakesEvents(false);
      await opened.close();
    },
  };
}

/**
 * Appends events to the buffer; returns when they are durable on disk. Throws `OverloadError` (`spool_full`) when there
 * is no room.
 */
export async function bufferEvents(records: SpooledEvent[]): Promise<void> {
  if (!buffer) throw new Error("this process has no buffer");
  const isUnverified = records.some(({ publicKey }) => publicKey !== undefined);
  await buffer.append(records.map(encodeEvent), { isUnverified });
}

async function moveEvents(records: Buffer[], { isAgain }: { isAgain: boolean }): Promise<void> {
  const events = await verifyKeys(records.map(decodeEvent));
  await commitEvents(isAgain ? events.map((one) => ({ ...one, isRetry: true })) : events);
}
