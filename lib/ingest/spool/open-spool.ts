import type { Position } from "./cursor";
import { dropDrained, moveCursor, readOldestAt } from "./drop-drained";
import { usedBytes, waitingSize } from "./log";
import { measureRoom, type RoomOptions } from "./measure-room";
import { type ReadLimit, type ReadResult, readRecords } from "./read-records";
import { recoverLog } from "./recover-log";
import { realFiles, type SpoolFiles } from "./spool-files";
import { writeRecords } from "./write-records";

/** A drained segment of this size makes way for a new one, so that the disk is given back. */
const RETIRE_BYTES = 1024 * 1024;

/** What `openSpool` can be told; everything has a default. */
export interface SpoolOptions extends RoomOptions {
  /** Takes one line of text about damage or a failing disk. */
  onTrouble?: (text: string) => void;
  /** The file system, for tests of a bad one. */
  files?: SpoolFiles;
}

/** How much waits in a spool. */
export interface SpoolSize {
  /** Frames included. */
  bytes: number;
  records: number;
  /** When the oldest record was appended, epoch ms; null when none waits. Nothing is ever thrown away for its age. */
  oldestAt: number | null;
}

/** A durable queue of records in a folder. One process has it open at a time (`claimSlots`), with one who drains. */
export interface Spool {
  /**
   * Returns when the records are on the disk. Those of one call stay together and in order. Throws `SpoolFullError`
   * (none of them is kept) or `SpoolBrokenError` (leave the process; the next start finds what was acknowledged).
   */
  append(records: Buffer | readonly Buffer[]): Promise<void>;
  /** The oldest records that wait, in order of their append; the same again until `advance`. Empty when none waits. */
  read(limit: ReadLimit): Promise<ReadResult>;
  /** Call it when the records before the position are committed; they are not given again. Throws `SpoolBrokenError`. */
  advance(position: Position): Promise<void>;
  size(): SpoolSize;
  /** Finishes the appends under way. */
  close(): Promise<void>;
}

/** Opens the spool in `dir`, which is made when it is missing, and mends what a crash or the disk did to it. */
export async function openSpool(dir: string, options: SpoolOptions = {}): Promise<Spool> {
  const { files = realFiles, onTrouble = () => undefined } = options;
  const log = await recoverLog(dir, files, onTrouble);
  await dropDrained(log);
  const writer = writeRecords(log, await measureRoom(files, dir, usedBytes(log), options));

  async function advance(position: Position): Promise<void> {
    if (!isAhead(position, log.cursor)) return;
    try {
      await moveCursor(log, position);
    } catch (error) {
      throw writer.breakDown(error);
    }
    await writer.retire(RETIRE_BYTES);
    await dropDrained(log);
    log.oldestAt = await readOldestAt(log);
  }

  return {
    append: (records) => writer.append(Array.isArray(records) ? records : [records as Buffer]),
    async read(limit) {
      const result = await readRecords(log, limit);
      if (result.records.length === 0) await advance(result.position);
      return result;
    },
    advance,
    size: () => ({ ...waitingSize(log), oldestAt: log.oldestAt }),
    async close() {
      await writer.close();
      await dropDrained(log);
    },
  };
}

function isAhead(position: Position, cursor: Position): boolean {
  if (position.segment !== cursor.segment) return position.segment > cursor.segment;
  return position.offset > cursor.offset;
}
