import type { Measured } from "@/lib/alerts/events/measure-events";
import { countedOf, type Found, offsetOf } from "@/lib/alerts/judge/measured";
import type { ThresholdCondition } from "@/lib/alerts/schemas";

const MINUTE_MS = 60_000;

/** Groups that are replayed, those with most: each takes a number for every step of a month. */
export const groupsReplayed = 20;

/** Counts per step of a stretch that begins at `from`, by group. */
export interface Series {
  from: number;
  stepMs: number;
  groups: Map<string, Float64Array>;
  /** Whether there were more groups than are replayed. */
  isCut: boolean;
}

/** What was counted in a step that begins at `at`. */
export interface StepCount {
  group: string;
  at: number;
  quantity: number;
}

/** Counts as a series, of the groups with most and of those that are `known`. */
export function seriesOf(
  counts: readonly StepCount[],
  { from, to }: { from: number; to: number },
  stepMs: number,
  known: Iterable<string> = [],
): Series {
  const totals = new Map<string, number>();
  for (const { group, quantity } of counts) totals.set(group, (totals.get(group) ?? 0) + quantity);
  const most = [...totals].toSorted(([, a], [, b]) => b - a).slice(0, groupsReplayed);
  const kept = new Set([...known, ...most.map(([group]) => group)]);
  const length = Math.max(0, Math.ceil((to - from) / stepMs));
  const groups = new Map<string, Float64Array>();
  for (const group of kept) if (totals.has(group)) groups.set(group, new Float64Array(length));
  for (const { group, at, quantity } of counts) {
    const place = Math.floor((at - from) / stepMs);
    const own = groups.get(group);
    if (own && place >= 0 && place < length) own[place] = (own[place] ?? 0) + quantity;
  }
  return { from, stepMs, groups, isCut: totals.size > groups.size };
}

/**
 * What checks would have measured, by sums over the window before each. Of steps that are longer than the window, each window
 * has its share.
 */
export function measureSeries(
  condition: ThresholdCondition,
  own: Series,
  other: Series | null,
): (at: number) => Measured {
  const sums = [own, other].map((series) => series && sumUp(series));
  const shift = condition.changeFrom === null ? null : offsetOf(condition.changeFrom) * MINUTE_MS;
  const windowAt = (at: number): Map<string, Found> => {
    const found = new Map<string, Found>();
    const [first, second] = sums;
    for (const key of new Set([...(first?.groups.keys() ?? []), ...(second?.groups.keys() ?? [])])) {
      const [a, b] = [first, second].map((one) =>
        one ? one.sum(key, at, condition.windowMinutes * MINUTE_MS) : 0,
      );
      // A group that had nothing in the window is not heard of, as in a count of it.
      if (key === "" || (a ?? 0) + (b ?? 0) > 0) found.set(key, countedOf(condition, a ?? 0, b ?? 0));
    }
    if (condition.groupBy.length === 0 && !found.has("")) found.set("", countedOf(condition, 0, 0));
    return found;
  };
  return (at) => ({ now: windowAt(at), earlier: shift === null ? null : windowAt(at - shift) });
}

function sumUp({ from, stepMs, groups }: Series) {
  const totals = new Map<string, Float64Array>();
  for (const [key, counts] of groups) {
    const sums = new Float64Array(counts.length + 1);
    for (let place = 0; place < counts.length; place++)
      sums[place + 1] = (sums[place] ?? 0) + (counts[place] ?? 0);
    totals.set(key, sums);
  }
  return {
    groups: totals,
    sum(key: string, to: number, windowMs: number): number {
      const sums = totals.get(key);
      if (!sums) return 0;
      const steps = Math.max(1, Math.round(windowMs / stepMs));
      const end = Math.min(sums.length - 1, Math.max(0, Math.floor((to - from) / stepMs)));
      const begin = Math.max(0, end - steps);
      return ((sums[end] ?? 0) - (sums[begin] ?? 0)) * Math.min(1, windowMs / stepMs);
    },
  };
}
