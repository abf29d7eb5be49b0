import type { Position } from "./cursor";
import type { Segment } from "./segments";
import type { SpoolFiles, SpoolHandle } from "./spool-files";

/** The segment that is appended to, and its open file. */
export interface ActiveSegment {
  segment: Segment;
  handle: SpoolHandle;
}

/** What an open spool knows of its folder; its writer and its reader share it. */
export interface Log {
  readonly dir: string;
  readonly files: SpoolFiles;
  /** Takes one line of text about damage or a failure; no text of clients is in it. */
  readonly onTrouble: (text: string) => void;
  /** Oldest first. */
  segments: Segment[];
  /** The writer's; undefined until the first append and between two segments. */
  active: ActiveSegment | undefined;
  /** Everything before it is drained. */
  cursor: Position;
  /** Number of the segment that is made next. */
  nextSequence: number;
  /** When the oldest record that waits was appended, epoch ms; null when none waits. */
  oldestAt: number | null;
  /** Paths of missing segments and of copies of damaged bytes: each is told once. */
  readonly reported: Set<string>;
}

/** How many bytes the segments take on the disk. */
export function usedBytes(log: Log): number {
  return log.segments.reduce((sum, segment) => sum + segment.bytes, 0);
}

/** What is not drained yet. */
export function waitingSize(log: Log): { bytes: number; records: number } {
  let bytes = 0;
  let records = 0;
  for (const segment of log.segments) {
    const drained = drainedPart(log, segment);
    bytes += segment.bytes - drained.offset;
    records += segment.records - drained.records;
  }
  return { bytes, records };
}

/** How much of a segment is drained. */
export function drainedPart({ cursor }: Log, segment: Segment): { offset: number; records: number } {
  if (segment.sequence > cursor.segment) return { offset: 0, records: 0 };
  if (segment.sequence < cursor.segment) return { offset: segment.bytes, records: segment.records };
  return cursor;
}

/** Whether everything in a segment is drained. */
export function isDrained(log: Log, segment: Segment): boolean {
  return drainedPart(log, segment).offset >= segment.bytes;
}
