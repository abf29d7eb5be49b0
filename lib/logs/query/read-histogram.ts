import type { Context } from "@/lib/context";
import { logLevels } from "@/lib/logs/levels";
import type { HistogramInput, LogHistogram } from "@/lib/logs/schemas";
import { chooseStep } from "./choose-step";
import { type BarCount, canCount, countLines, isCounterCheap, readCounters } from "./count-bars";
import { type Asking, openSearch, type Search } from "./open-search";
import { writeTime } from "./read-time";

const MINUTE = 60_000_000_000n;

/**
 * How many lines of each level there are when. Questions of level, host, service and project alone are answered by counters
 * where there are few of them for the lines; all others by one scan.
 * @throws SearchStoppedError
 */
export async function readHistogram(
  ctx: Context,
  input: HistogramInput,
  asking: Asking = {},
): Promise<LogHistogram> {
  const search = await openSearch(ctx, input, asking);
  const { from, to } = search.range;
  const step = chooseStep(from, to, input.bars);
  const isCounted = step >= MINUTE && canCount(search) && (await isCounterCheap(search));
  const counts = search.question.report.errors.length > 0 ? null : await count(search, step, isCounted);
  const bars = to > from ? fillBars(counts ?? [], step, search.range) : [];
  const sums = sumBars(bars);
  const total = logLevels.reduce((sum, level) => sum + sums[level], 0);
  return {
    ...search.head(),
    barMs: Number(step) / 1e6,
    bars,
    counts: sums,
    total,
    effort: search.effort(isCounted ? 0 : total, total),
  };
}

function count(search: Search, step: bigint, isCounted: boolean): Promise<BarCount[] | null> {
  return isCounted ? readCounters(search, step) : countLines(search, step, search.range);
}

type Bar = LogHistogram["bars"][number];

function none(): Bar["counts"] {
  return { debug: 0, information: 0, warning: 0, error: 0 };
}

function fillBars(
  counts: readonly BarCount[],
  step: bigint,
  { from, to }: { from: bigint; to: bigint },
): Bar[] {
  const bars = new Map<bigint, Bar>();
  for (let bar = from - (from % step); bar < to; bar += step)
    bars.set(bar, { from: writeTime(bar), counts: none() });
  for (const { bar, level, count } of counts) {
    const found = bars.get(bar);
    const name = logLevels[level];
    if (found !== undefined && name !== undefined) found.counts[name] += count;
  }
  return [...bars.values()];
}

function sumBars(bars: readonly Bar[]): Bar["counts"] {
  const sums = none();
  for (const { counts } of bars) for (const level of logLevels) sums[level] += counts[level];
  return sums;
}
