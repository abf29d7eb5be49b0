import type { LogRow } from "@/lib/logs/schemas";
import type { TailEvents } from "@/lib/logs/tail/schemas";

/** Lines that a page keeps of a tail; older ones are found by searching. */
export const keptLines = 1_000;
/** The stretch over which lines per second are counted. */
const RATE_MS = 5_000;

/** What a tail brought so far. */
export interface TailLines {
  /** Newest last. */
  lines: readonly LogRow[];
  /** Newest last: came while the list stood still. */
  waiting: readonly LogRow[];
  /** How many came while it stood still; more than are kept, maybe. */
  waitingCount: number;
  /** More came than are kept: what was found by searching no longer lies next to them. */
  isCut: boolean;
  /** Lines that match and are not shown, because they were too many to follow. */
  left: number;
  /** Some lines could not be read. */
  isBroken: boolean;
  /** Matching lines and when they came, in ms, of the last seconds. */
  recent: readonly { at: number; count: number }[];
}

export const noTailLines: TailLines = {
  lines: [],
  waiting: [],
  waitingCount: 0,
  isCut: false,
  left: 0,
  isBroken: false,
  recent: [],
};

/** With what just came, at the end or, when the list stands still, in wait. */
export function addLines(
  before: TailLines,
  news: TailEvents["lines"],
  isHeld: boolean,
  now: number,
): TailLines {
  const base = {
    ...before,
    left: before.left + news.matched - news.lines.length + news.unread,
    isBroken: before.isBroken || news.isBroken,
    recent: [
      ...before.recent.filter(({ at }) => at > now - RATE_MS),
      { at: now, count: news.matched + news.unread },
    ],
  };
  if (!isHeld) return withNewest(base, news.lines);
  return {
    ...base,
    waiting: [...before.waiting, ...news.lines].slice(-keptLines),
    waitingCount: before.waitingCount + news.lines.length,
  };
}

/** With all that waited at the end. */
export function letIn(before: TailLines): TailLines {
  if (before.waitingCount === 0) return before;
  const isCut = before.isCut || before.waitingCount > before.waiting.length;
  return withNewest({ ...before, waiting: [], waitingCount: 0, isCut }, before.waiting);
}

function withNewest(before: TailLines, newest: readonly LogRow[]): TailLines {
  const lines = [...before.lines, ...newest];
  return { ...before, lines: lines.slice(-keptLines), isCut: before.isCut || lines.length > keptLines };
}

/** Matching lines per second, by the last seconds. */
export function rateOf({ recent }: TailLines, now: number): number {
  const sum = recent.reduce((all, { at, count }) => (at > now - RATE_MS ? all + count : all), 0);
  return sum / (RATE_MS / 1000);
}

/** Whether every line that matched is in the tail, next to those found before. */
export function isWhole({ isCut, left, isBroken, waiting, waitingCount }: TailLines): boolean {
  return !isCut && left === 0 && !isBroken && waitingCount === waiting.length;
}

/** Lines that were found, newest first, before those of a tail: all of them newest last, each once. */
export function withTail(
  { lines, isCut }: Pick<TailLines, "lines" | "isCut">,
  found: readonly LogRow[],
): readonly LogRow[] {
  if (isCut) return lines;
  const seen = new Set(lines.map(({ id }) => id));
  return [...found.filter(({ id }) => !seen.has(id)).toReversed(), ...lines];
}
