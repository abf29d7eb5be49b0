import { type Position, writeCursor } from "./cursor";
import { FRAME_BYTES, readFrame } from "./frame-record";
import { drainedPart, isDrained, type Log } from "./log";
import { readBytes } from "./read-bytes";
import { errorCode, isShortage } from "./spool-errors";

/**
 * Remembers that everything up to here is stored. On a full disk the cursor may stay behind: then the segments that
 * go make room, and what is read again after a crash counts once. Throws when the disk fails.
 */
export async function moveCursor(log: Log, position: Position): Promise<void> {
  log.cursor = position;
  try {
    await writeCursor(log.files, log.dir, position);
  } catch (error) {
    if (!isShortage(error)) throw error;
    log.onTrouble(`spool: no room for the cursor in ${log.dir}`);
  }
}

/** Removes the segments that are drained. One that is missing already, or cannot be removed now, is no reason to stop. */
export async function dropDrained(log: Log): Promise<void> {
  const done = log.segments.filter((segment) => segment !== log.active?.segment && isDrained(log, segment));
  log.segments = log.segments.filter((segment) => !done.includes(segment));
  for (const { path } of done) {
    try {
      await log.files.unlink(path);
    } catch (error) {
      if (errorCode(error) !== "ENOENT")
        log.onTrouble(`spool: ${path} cannot be removed (${errorCode(error)})`);
    }
  }
}

/** When the oldest record that waits was appended, epoch ms; what is known already when its frame cannot be read. */
export async function readOldestAt(log: Log): Promise<number | null> {
  const segment = log.segments.find((segment) => !isDrained(log, segment));
  if (!segment) return null;
  const { offset } = drainedPart(log, segment);
  try {
    const bytes = await readBytes(log.files, segment.path, offset, offset + FRAME_BYTES);
    return readFrame(bytes, segment.sequence, offset)?.at ?? log.oldestAt;
  } catch {
    return log.oldestAt;
  }
}
