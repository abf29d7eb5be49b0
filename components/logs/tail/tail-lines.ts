import type { LogRow } from "@/lib/logs/schemas";
import type { TailEvents } from "@/lib/logs/tail/schemas";

/** Lines that a page keeps of a tail; older ones are found by searching. */
export const keptLines = 1_000;
/** The stretch over which lines per second are counted. */
const RATE_MS = 5_000;

/** What a tail brought so far. */
export interface TailLines {
  /** Newest first. */
  lines: readonly LogRow[];
  /** Newest first: came while the list stood still. */
  waiting: readonly LogRow[];
  /** How many came while it stood still; more than are kept, maybe. */
  waitingCount: number;
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
  left: 0,
  isBroken: false,
  recent: [],
};

/** With what just came, on top or, when the list stands still, in wait. */
export function addLines(
  before: TailLines,
  news: TailEvents["lines"],
  isHeld: boolean,
  now: number,
): TailLines {
  const arrived = news.lines.toReversed();
  const base = {
    ...before,
    left: before.left + news.matched - news.lines.length + news.unread,
    isBroken: before.isBroken || news.isBroken,
    recent: [
      ...before.recent.filter(({ at }) => at > now - RATE_MS),
      { at: now, count: news.matched + news.unread },
    ],
  };
  if (!isHeld) return { ...base, lines: [...arrived, ...before.lines].slice(0, keptLines) };
  return {
    ...base,
    waiting: [...arrived, ...before.waiting].slice(0, keptLines),
    waitingCount: before.waitingCount + arrived.length,
  };
}

/** With all that waited on top. */
export function letIn(before: TailLines): TailLines {
  if (before.waitingCount === 0) return before;
  const lines = [...before.waiting, ...before.lines].slice(0, keptLines);
  return { ...before, lines, waiting: [], waitingCount: 0 };
}

/** Matching lines per second, by the last seconds. */
export function rateOf({ recent }: TailLines, now: number): number {
  const sum = recent.reduce((all, { at, count }) => (at > now - RATE_MS ? all + count : all), 0);
  return sum / (RATE_MS / 1000);
}

/** The lines of a tail above those of a list, each once. */
export function withTail(tail: readonly LogRow[], list: readonly LogRow[]): readonly LogRow[] {
  if (tail.length === 0) return list;
  const seen = new Set(tail.map(({ id }) => id));
  return [...tail, ...list.filter(({ id }) => !seen.has(id))];
}
