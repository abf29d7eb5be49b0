import { crc32 } from "node:zlib";
import { FRAME_BYTES, MAGIC, readFrame } from "./frame-record";

/** A whole record; `start` and `end` are offsets in its segment, frame included. */
export interface ScannedRecord {
  start: number;
  end: number;
  /** When it was appended, epoch ms. */
  at: number;
  body: Buffer;
}

/** Bytes of a segment that are no record: damaged, or never finished. */
export interface Gap {
  start: number;
  end: number;
}

/** What lies in a stretch of a segment, in order. */
export interface Scan {
  records: ScannedRecord[];
  gaps: Gap[];
}

/** Finds the records in bytes that lie at `base` of a segment. After damage it goes on at the next frame that is one. */
export function scanRecords(bytes: Buffer, segment: number, base: number): Scan {
  const scan: Scan = { records: [], gaps: [] };
  let at = 0;
  while (at < bytes.byteLength) {
    const record = readRecord(bytes, segment, base, at);
    if (record) scan.records.push(record);
    const next = record ? record.end - base : findFrame(bytes, segment, base, at + 1);
    if (!record) scan.gaps.push({ start: base + at, end: base + next });
    at = next;
  }
  return scan;
}

function readRecord(bytes: Buffer, segment: number, base: number, at: number): ScannedRecord | undefined {
  const frame = readFrame(bytes.subarray(at), segment, base + at);
  if (!frame) return undefined;
  const end = at + FRAME_BYTES + frame.length;
  const body = bytes.subarray(at + FRAME_BYTES, end);
  if (body.byteLength < frame.length || crc32(body) !== frame.bodyCrc) return undefined;
  return { start: base + at, end: base + end, at: frame.at, body };
}

/** Where the next frame begins; the end of the bytes when there is none. */
function findFrame(bytes: Buffer, segment: number, base: number, from: number): number {
  for (let at = bytes.indexOf(MAGIC, from); at !== -1; at = bytes.indexOf(MAGIC, at + 1))
    if (readFrame(bytes.subarray(at), segment, base + at)) return at;
  return bytes.byteLength;
}
