"use client";

import { type Series, StackedBarChart } from "@/components/charts/stacked-bar-chart";
import { describeSpan } from "@/components/charts/bucket";
import { LevelMark } from "@/components/ui/level-mark";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatExact } from "@/lib/format/format-count";
import { formatDuration } from "@/lib/format/format-duration";
import type { LogLevel } from "@/lib/logs/levels";
import type { LogHistogram } from "@/lib/logs/schemas";
import { levelLayers } from "./level-layers";

const HEIGHT = 68;

type HistogramProps = {
  /** Undefined while the first is on its way. */
  histogram: LogHistogram | undefined;
  /** All lines of the period, whatever was asked; undefined while that is not known. */
  stretchTotal: number | undefined;
  error: Error | null;
  /** The question cannot be read, so nothing is counted. */
  isUnread: boolean;
  /** Levels that the question leaves out. */
  excluded: ReadonlySet<string>;
  onLevel: (level: LogLevel) => void;
  /** Narrows the period. */
  onPeriod: (from: string, to: string) => void;
};

/** How many lines match, and when they were written, by level. Dragging over it narrows the period. */
export function Histogram({
  histogram,
  stretchTotal,
  error,
  isUnread,
  excluded,
  onLevel,
  onPeriod,
}: HistogramProps) {
  const levels = levelLayers.filter(({ id }) => (histogram?.counts[id] ?? 0) > 0 || excluded.has(id));
  return (
    <section className="hist" aria-label="Matching lines over time">
      <div className="hist-h">
        <span className="num" role="status">
          {histogram ? (
            <>
              <b title={formatExact(histogram.total)}>{formatCount(histogram.total)}</b>{" "}
              {histogram.total === 1 ? "line" : "lines"}{" "}
              <span className="mut">
                {stretchTotal !== undefined && stretchTotal > histogram.total
                  ? `of ${formatCount(stretchTotal)}, `
                  : null}
                counted in {formatDuration(histogram.effort.tookMs)}
              </span>
            </>
          ) : error ? (
            <span className="mut">The lines could not be counted. {error.message}</span>
          ) : isUnread ? (
            <span className="mut">Nothing was counted</span>
          ) : (
            <Skeleton width="180px" />
          )}
        </span>
        <span className="grow" />
        <div className="leg" role="group" aria-label="Levels">
          {levels.map(({ id, name, mark }) => (
            <button
              key={id}
              type="button"
              aria-label={name}
              aria-pressed={!excluded.has(id)}
              onClick={() => onLevel(id)}
            >
              <LevelMark level={mark} decorative />
              <span className="leg-w">{name}</span>{" "}
              <span className="num">{excluded.has(id) ? "–" : formatCount(histogram?.counts[id])}</span>
            </button>
          ))}
        </div>
      </div>
      <div className="hist-b">
        {histogram && histogram.bars.length > 0 ? <Bars histogram={histogram} onPeriod={onPeriod} /> : null}
      </div>
    </section>
  );
}

function Bars({ histogram, onPeriod }: { histogram: LogHistogram; onPeriod: HistogramProps["onPeriod"] }) {
  const { bars, barMs, range } = histogram;
  const from = Date.parse(bars[0]?.from ?? "");
  const series: Series[] = levelLayers.map(({ id, name, tone }) => ({
    id,
    name,
    tone,
    counts: bars.map(({ counts }) => counts[id]),
  }));
  return (
    <StackedBarChart
      from={from}
      bucketMs={barMs}
      series={series}
      label={describe(histogram)}
      noun="lines"
      height={HEIGHT}
      onBrush={(first, last) => {
        // The outer bars may lie partly outside of what was asked for.
        const start = Math.max(from + first * barMs, Date.parse(range.from));
        const end = Math.min(from + (last + 1) * barMs, Date.parse(range.to));
        if (end > start) onPeriod(new Date(start).toISOString(), new Date(end).toISOString());
      }}
    />
  );
}

/** What somebody should know who does not see the bars: how many, and when most. */
function describe({ bars, barMs, total }: LogHistogram): string {
  const sums = bars.map(({ counts }) => counts.debug + counts.information + counts.warning + counts.error);
  const most = sums.indexOf(Math.max(...sums));
  const bar = bars[most];
  const lines = `${formatExact(total)} matching ${total === 1 ? "line" : "lines"} over time by level`;
  if (bar === undefined || total === 0) return lines;
  return `${lines}, most of them ${describeSpan({ start: bar.from, count: 0 }, barMs)}: ${formatExact(sums[most])}`;
}
