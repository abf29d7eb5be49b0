"use client";

import type { ReactNode } from "react";
import { formatExact } from "@/lib/format/format-count";
import { describeBucket, isRunning } from "./bucket";
import { niceTicks } from "./nice-ticks";
import { stackSegments } from "./stack";
import { StackedTable } from "./stacked-table";
import { TimeChart } from "./time-chart";

/** One layer of the bars. `tone` is the class of its colour. */
export type Series = { id: string; name: string; tone: string; counts: readonly number[] };

export type StackedBarChartProps = {
  /** Epoch ms of the first bucket's start. */
  from: number;
  bucketMs: number;
  /** The layers, the lowest first, each with one count per bucket; at most 200 buckets. */
  series: readonly Series[];
  /** A sentence with the finding: what a person who does not see the chart should know. */
  label: string;
  /** What all layers together are: "received". */
  noun: string;
  /** Height of the plot in pixels. */
  height?: number;
  /** Takes a stretch of buckets, both included. */
  onBrush?: (first: number, last: number) => void;
};

const WIDTH = 1000;

/** What counts over time are made of: bars of layers, values under the pointer or the arrow keys. */
export function StackedBarChart(props: StackedBarChartProps) {
  const { from, bucketMs, series, label, noun, height = 176, onBrush } = props;
  const sums = sumOf(series);
  const ticks = niceTicks(Math.max(0, ...sums));
  const start = (index: number) => new Date(from + index * bucketMs).toISOString();
  return (
    <TimeChart
      from={from}
      bucketMs={bucketMs}
      count={sums.length}
      ticks={ticks}
      height={height}
      label={label}
      onBrush={onBrush}
      describe={(index) => ({
        ...describeBucket({ start: start(index), count: sums[index] ?? 0 }, bucketMs, noun),
        parts: series
          .filter(({ counts }) => counts[index])
          .map(({ name, counts }) => `${formatExact(counts[index])} ${name.toLowerCase()}`)
          .toReversed(),
      })}
      table={<StackedTable {...props} sums={sums} />}
    >
      {(hydrated) => (
        <Layers series={series} sums={sums} top={ticks.at(-1) ?? 1} height={height}>
          {hydrated && sums.length > 0 && isRunning({ start: start(sums.length - 1), count: 0 }, bucketMs) ? (
            <rect
              className="c-veil"
              x={WIDTH - WIDTH / sums.length}
              width={WIDTH / sums.length}
              height={height}
            />
          ) : null}
        </Layers>
      )}
    </TimeChart>
  );
}

type LayersProps = {
  series: readonly Series[];
  sums: readonly number[];
  top: number;
  height: number;
  children: ReactNode;
};

/** One path per layer, however many bars there are. */
function Layers({ series, sums, top, height, children }: LayersProps) {
  const step = WIDTH / Math.max(sums.length, 1);
  const gap = Math.min(step * 0.15, 2.5);
  const stacks = sums.map((_, index) =>
    stackSegments(
      series.map(({ counts }) => counts[index] ?? 0),
      top,
      height,
    ),
  );
  const pathOf = (layer: number) =>
    stacks
      .map((stack, index) => {
        const { y, height: tall } = stack[layer] ?? { y: 0, height: 0 };
        return tall > 0
          ? `M${round(index * step + gap / 2)} ${round(y)}h${round(step - gap)}v${round(tall)}h-${round(step - gap)}z`
          : "";
      })
      .join("");
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {series.map(({ id, tone }, layer) => (
        <path key={id} className={tone} d={pathOf(layer)} />
      ))}
      {children}
    </svg>
  );
}

function sumOf(series: readonly Series[]): number[] {
  const length = Math.max(0, ...series.map(({ counts }) => counts.length));
  return Array.from({ length }, (_, index) =>
    series.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0),
  );
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}
