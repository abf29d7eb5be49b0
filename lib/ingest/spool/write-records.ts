import { appendGroup, startSegment } from "./append-group";
import { FRAME_BYTES } from "./frame-record";
import { isDrained, type Log, usedBytes } from "./log";
import type { Room } from "./measure-room";
import { SEGMENT_BYTES } from "./segments";
import { SpoolBrokenError, SpoolFullError } from "./spool-errors";

/** The one who appends to a log. */
export interface Writer {
  /** Returns when the records are durable. Throws `SpoolFullError` or `SpoolBrokenError`. */
  append(records: readonly Buffer[]): Promise<void>;
  /** Lets go of the last segment if it is drained and has at least these bytes; the next record begins a new one. */
  retire(minBytes: number): Promise<void>;
  /** After a failed sync nothing that the disk says can be trusted: every append from now on fails. */
  breakDown(cause: unknown): SpoolBrokenError;
  /** Returns when nothing is under way any more and the file is closed. */
  close(): Promise<void>;
}

interface Waiting {
  records: readonly Buffer[];
  /** Frames included. */
  bytes: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Opens a log for appending. Everything that is asked for while one group is written and synced makes up the next
 * group, so a flood costs few syncs and a lone record does not wait.
 */
export function writeRecords(log: Log, room: Room): Writer {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let isWriting = false;
  let isClosed = false;
  let broken: SpoolBrokenError | undefined;

  async function run(): Promise<void> {
    // What is asked for in the same moment goes together.
    await Promise.resolve();
    while (waiting.length > 0) await write(await takeGroup());
    running = undefined;
  }

  async function write(group: Waiting[]): Promise<void> {
    isWriting = true;
    try {
      if (broken) throw broken;
      if (group.length > 0) await writeGroup(group.flatMap(({ records }) => records));
      for (const { resolve } of group) resolve();
    } catch (error) {
      const reason = error instanceof SpoolFullError ? error : breakDown(error);
      for (const { reject } of group) reject(reason);
    }
    isWriting = false;
  }

  async function writeGroup(bodies: Buffer[]): Promise<void> {
    log.active ??= await startSegment(log);
    await appendGroup(log, log.active, bodies);
  }

  /** The oldest appends that fit into the segment together, at least one; those that there is no room for are refused. */
  async function takeGroup(): Promise<Waiting[]> {
    await room.look();
    if (segmentBytes() + (waiting[0]?.bytes ?? 0) > SEGMENT_BYTES) await seal();
    const before = segmentBytes();
    const used = usedBytes(log);
    const group: Waiting[] = [];
    let bytes = 0;
    let looked = 0;
    for (const next of waiting) {
      if (bytes > 0 && before + bytes + next.bytes > SEGMENT_BYTES) break;
      looked++;
      if (room.take(used + bytes, next.bytes)) {
        group.push(next);
        bytes += next.bytes;
      } else next.reject(new SpoolFullError("the spool is full"));
    }
    waiting = waiting.slice(looked);
    return group;
  }

  function segmentBytes(): number {
    return log.active?.segment.bytes ?? 0;
  }

  async function seal(): Promise<void> {
    const handle = log.active?.handle;
    log.active = undefined;
    await handle?.close().catch(breakDown);
  }

  function breakDown(cause: unknown): SpoolBrokenError {
    broken ??=
      cause instanceof SpoolBrokenError
        ? cause
        : new SpoolBrokenError("the disk failed the spool", { cause });
    for (const { reject } of waiting) reject(broken);
    waiting = [];
    return broken;
  }

  return {
    append(records) {
      if (broken) return Promise.reject(broken);
      if (isClosed) return Promise.reject(new Error("the spool is closed"));
      const bytes = records.reduce((sum, { byteLength }) => sum + FRAME_BYTES + byteLength, 0);
      return new Promise((resolve, reject) => {
        waiting.push({ records, bytes, resolve, reject });
        running ??= run();
      });
    },
    async retire(minBytes) {
      const segment = log.active?.segment;
      if (isWriting || !segment || segment.bytes < minBytes || !isDrained(log, segment)) return;
      await seal();
    },
    breakDown,
    async close() {
      isClosed = true;
      await running;
      await seal();
    },
  };
}
