import type { ValueCounts } from "./value-counts";

const HOUR = 3_600_000_000_000n;

/** A file of the catalog with its counts. Times in nanoseconds, both ends included. */
export interface CountedFile {
  projectId: number;
  id: string;
  timeMin: bigint;
  timeMax: bigint;
  counts: ValueCounts;
}

/** Lines of a file that need not be read, for they are counted: [from, to). */
export interface CountedStretch {
  id: string;
  from: bigint;
  to: bigint;
}

/**
 * The hours of a file that lie wholly in a time, as far as the file has lines in them, and where they lie. Null when no hour
 * does. Pure.
 */
export function chooseCells(
  file: CountedFile,
  { from, to }: { from: bigint; to: bigint },
): { cells: ReadonlySet<number>; stretch: CountedStretch } | null {
  const cells = new Set<number>();
  let [first, last]: [bigint | null, bigint | null] = [null, null];
  for (const [at, [hour]] of file.counts.cells.entries()) {
    const start = BigInt(hour) * HOUR;
    const end = start + HOUR - 1n;
    const isInside =
      (start >= from || file.timeMin >= from) && (end < to || file.timeMax < to) && start < to && end >= from;
    if (!isInside) continue;
    cells.add(at);
    if (first === null || start < first) first = start;
    if (last === null || end > last) last = end;
  }
  if (first === null || last === null) return null;
  return { cells, stretch: { id: file.id, from: first, to: last + 1n } };
}
