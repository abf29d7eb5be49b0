import { frameRecord } from "./frame-record";
import type { ActiveSegment, Log } from "./log";
import { segmentPath } from "./segments";
import { isShortage, SpoolFullError } from "./spool-errors";
import { FILE_MODE } from "./spool-files";
import { syncFile } from "./sync-file";
import { syncFolder } from "./sync-folder";
import { writeAll } from "./write-all";

/**
 * Begins the next segment; its name is durable when this returns. Throws `SpoolFullError` when there is no room for a
 * file; any other failure is the disk's.
 */
export async function startSegment(log: Log): Promise<ActiveSegment> {
  const sequence = log.nextSequence++;
  const path = segmentPath(log.dir, sequence);
  const handle = await orFull(log.files.open(path, "wx", FILE_MODE), () => Promise.resolve());
  await orFull(syncFolder(log.files, log.dir), () => handle.close());
  const segment = { sequence, path, bytes: 0, records: 0 };
  log.segments.push(segment);
  return { segment, handle };
}

/**
 * Appends the bodies: one write, one sync, durable when this returns. Throws `SpoolFullError` when they do not fit on
 * the disk, and then nothing of them is left in the file; any other failure is the disk's.
 */
export async function appendGroup(
  log: Log,
  { segment, handle }: ActiveSegment,
  bodies: readonly Buffer[],
): Promise<void> {
  const now = Date.now();
  const buffers = frameGroup(bodies, now, segment.sequence, segment.bytes);
  await orFull(writeAll(handle, buffers, segment.bytes), () => handle.truncate(segment.bytes));
  await syncFile(handle);
  segment.bytes += buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
  segment.records += bodies.length;
  log.oldestAt ??= now;
}

function frameGroup(bodies: readonly Buffer[], now: number, sequence: number, offset: number): Buffer[] {
  const buffers: Buffer[] = [];
  let at = offset;
  for (const body of bodies) {
    const frame = frameRecord(body, now, sequence, at);
    buffers.push(frame, body);
    at += frame.byteLength + body.byteLength;
  }
  return buffers;
}

/** Turns a want of room into `SpoolFullError`, after `undo`. */
async function orFull<T>(operation: Promise<T>, undo: () => Promise<void>): Promise<T> {
  try {
    return await operation;
  } catch (cause) {
    if (!isShortage(cause)) throw cause;
    await undo();
    throw new SpoolFullError("the disk has no room for more events", { cause });
  }
}
