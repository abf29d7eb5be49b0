import type { Log } from "./log";
import { quarantine } from "./quarantine";
import { readBytes } from "./read-bytes";
import { type Scan, scanRecords } from "./scan-records";
import { type Segment, segmentPath } from "./segments";
import { syncFile } from "./sync-file";

/** A segment as it was found and mended. */
export interface RecoveredSegment {
  segment: Segment;
  /** When its first record was appended, epoch ms; null when it has none. */
  firstAt: number | null;
  /** The same from the asked offset on, and the records before it; undefined when the offset lies within a record. */
  resume?: { records: number; firstAt: number | null };
}

/**
 * Reads one segment. What the last writer did not finish is cut off the newest one; other damage is copied aside, and
 * the reader will skip it.
 */
export async function recoverSegment(
  log: Log,
  sequence: number,
  isNewest: boolean,
  resumeAt: number,
): Promise<RecoveredSegment> {
  const path = segmentPath(log.dir, sequence);
  const bytes = await readBytes(log.files, path);
  const scan = scanRecords(bytes, sequence, 0);
  const segment: Segment = { sequence, path, bytes: bytes.byteLength, records: scan.records.length };
  if (isNewest) {
    segment.bytes = endOfRecords(scan);
    await settle(log, segment, bytes.byteLength);
  }
  for (const gap of scan.gaps) if (gap.start < segment.bytes) await quarantine(log, segment, gap);
  return { segment, firstAt: scan.records[0]?.at ?? null, resume: resumeFrom(scan, resumeAt) };
}

/** Synced even when nothing is cut off: what a killed writer left may not have reached the disk yet. */
async function settle(log: Log, segment: Segment, found: number): Promise<void> {
  const handle = await log.files.open(segment.path, "r+");
  try {
    if (segment.bytes < found) {
      await handle.truncate(segment.bytes);
      log.onTrouble(`spool: cut ${found - segment.bytes} unfinished bytes off ${segment.path}`);
    }
    await syncFile(handle);
  } finally {
    await handle.close();
  }
}

function endOfRecords({ records }: Scan): number {
  return records.at(-1)?.end ?? 0;
}

function resumeFrom({ records, gaps }: Scan, offset: number): RecoveredSegment["resume"] {
  const isBoundary = offset === 0 || [...records, ...gaps].some(({ end }) => end === offset);
  if (!isBoundary) return undefined;
  const before = records.filter(({ end }) => end <= offset).length;
  return { records: before, firstAt: records[before]?.at ?? null };
}
