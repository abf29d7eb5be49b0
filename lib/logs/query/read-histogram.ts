import type { Context } from "@/lib/context";
import { logLevels } from "@/lib/logs/levels";
import type { HistogramInput, LogHistogram } from "@/lib/logs/schemas";
import { chooseStep } from "./choose-step";
import { askCounters, type BarCount, canCount, countLines, isCounterCheap } from "./count-bars";
import { type Asking, openSearch, type Search } from "./open-search";
import { writeTime } from "./read-time";

const MINUTE = 60_000_000_000n;

/**
 * How many lines of each level there are when. Questions of level, host, service and project alone are answered by counters
 * where there are few of them for the lines, and where they know all; all others by one scan.
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
  const mayCount = step >= MINUTE && canCount(search) && (await isCounterCheap(search));
  const { counts, isCounted } =
    search.question.report.errors.length > 0
      ? { counts: null, isCounted: mayCount }
      : await count(search, step, mayCount);
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

async function count(
  search: Search,
  step: bigint,
  mayCount: boolean,
): Promise<{ counts: BarCount[] | null; isCounted: boolean }> {
  const counts = mayCount ? await askCounters(search, step) : "unknown";
  if (counts !== "unknown") return { counts, isCounted: true };
  return { counts: await countLines(search, step, search.range), isCounted: false };
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
