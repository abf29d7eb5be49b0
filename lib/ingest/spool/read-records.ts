import type { Position } from "./cursor";
import { drainedPart, type Log } from "./log";
import { quarantine } from "./quarantine";
import { readBytes } from "./read-bytes";
import { type Scan, type ScannedRecord, scanRecords } from "./scan-records";
import type { Segment } from "./segments";
import { errorCode } from "./spool-errors";

/** How much one read gives at most; a record that is larger comes alone. */
export interface ReadLimit {
  records: number;
  bytes: number;
}

/** Records in the order of their append, and up to where they reach. */
export interface ReadResult {
  records: Buffer[];
  position: Position;
}

/**
 * The oldest records that are not drained, as far as they are durable, from one segment. Damaged bytes among them are
 * copied aside and passed over; with no records and a position ahead of the cursor, there was nothing but damage.
 */
export async function readRecords(log: Log, limit: ReadLimit): Promise<ReadResult> {
  let position = log.cursor;
  for (const segment of log.segments) {
    const drained = drainedPart(log, segment);
    if (drained.offset >= segment.bytes) continue;
    // It may grow meanwhile; what is passed over is only what was looked at.
    const end = { segment: segment.sequence, offset: segment.bytes, records: segment.records };
    const found = await readSegment(log, segment, drained.offset, end.offset, limit);
    const last = found.at(-1);
    if (last) {
      // At the end everything is passed, what was found damaged included.
      const isEnd = last.end === end.offset;
      const counted = drained.records + found.length;
      return {
        records: found.map(({ body }) => body),
        position: isEnd ? end : { ...end, offset: last.end, records: counted },
      };
    }
    position = end;
  }
  return { records: [], position };
}

async function readSegment(
  log: Log,
  segment: Segment,
  from: number,
  end: number,
  limit: ReadLimit,
): Promise<ScannedRecord[]> {
  const window = await scanBytes(log, segment, from, Math.min(end, from + limit.bytes));
  const damagedAt = window.gaps[0]?.start ?? end;
  const whole = window.records.filter(({ start }) => start < damagedAt);
  if (whole.length > 0) return whole.slice(0, limit.records);
  // The next record is larger than the window, or damaged; the rest of the segment tells which.
  const rest = await scanBytes(log, segment, from, end);
  const found = takeUpTo(rest.records, limit);
  const passed = found.at(-1)?.end ?? end;
  for (const gap of rest.gaps) if (gap.start < passed) await quarantine(log, segment, gap);
  return found;
}

async function scanBytes(log: Log, segment: Segment, from: number, to: number): Promise<Scan> {
  try {
    return scanRecords(await readBytes(log.files, segment.path, from, to), segment.sequence, from);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    if (!log.reported.has(segment.path)) log.onTrouble(`spool: ${segment.path} is missing`);
    log.reported.add(segment.path);
    return { records: [], gaps: [] };
  }
}

function takeUpTo(records: ScannedRecord[], limit: ReadLimit): ScannedRecord[] {
  const start = records[0]?.start ?? 0;
  const within = records.findIndex(
    ({ end }, index) => index > 0 && (index >= limit.records || end - start > limit.bytes),
  );
  return within === -1 ? records : records.slice(0, within);
}
