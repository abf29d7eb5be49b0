import { join } from "node:path";
import type { SpoolFiles } from "./spool-files";

/** When a segment is this large, the next one begins. */
export const SEGMENT_BYTES = 16 * 1024 * 1024;

/** One append-only file of the spool. */
export interface Segment {
  /** Segments are read in this order; a number is never used twice. */
  sequence: number;
  path: string;
  /** How much of it is durable. */
  bytes: number;
  records: number;
}

const NAME = /^(\d{12})\.log$/;

/** The path of a segment: its number, padded so that names sort as numbers do. */
export function segmentPath(dir: string, sequence: number): string {
  return join(dir, `${String(sequence).padStart(12, "0")}.log`);
}

/** The numbers of the segments in a folder, oldest first. */
export async function listSegments(dir: string, files: Pick<SpoolFiles, "readdir">): Promise<number[]> {
  const names = await files.readdir(dir);
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
