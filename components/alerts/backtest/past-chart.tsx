"use client";

import { describeSpan } from "@/components/charts/bucket";
import { niceTicks } from "@/components/charts/nice-ticks";
import { TimeChart } from "@/components/charts/time-chart";
import { TimeTable } from "@/components/charts/time-table";
import { amountText, numberText } from "@/components/alerts/words";
import { formatExact } from "@/lib/format/format-count";
import type { AlertCondition, ThresholdCondition } from "@/lib/alerts/schemas";
import type { Replayed } from "./queries";
import { type PastShape, shapePast } from "./shape-past";

const WIDTH = 1000;
const HEIGHT = 168;
/** Firings up to which each has its number in the chart. */
const MOST_NUMBERED = 20;

/** The past as bars, with the stretches in which it fired and the thresholds. */
export function PastChart({ replayed, label }: { replayed: Replayed; label: string }) {
  const { condition } = replayed.question;
  const shape = shapePast(replayed);
  // Changes for the worse point up, also those that go down.
  const sign = isDrop(condition) ? -1 : 1;
  const limits = limitsOf(condition).map((limit) => ({ ...limit, height: limit.value * sign }));
  const heights = shape.values.map((value) => Math.max(0, (value ?? 0) * sign));
  const ticks = niceTicks(Math.max(0, ...heights, ...limits.map(({ height }) => height)));
  const top = ticks.at(-1) ?? 1;
  const start = (bar: number) => new Date(shape.from + bar * shape.stepMs).toISOString();
  const write = (value: number | null) =>
    condition.kind === "issue"
      ? `${formatExact(value)} ${value === 1 ? "moment" : "moments"}`
      : amountText(condition, value);
  return (
    <div className="bt">
      <TimeChart
        from={shape.from}
        bucketMs={shape.stepMs}
        count={shape.values.length}
        ticks={ticks}
        height={HEIGHT}
        label={label}
        describe={(bar) => ({
          when: describeSpan({ start: start(bar), count: 0 }, shape.stepMs),
          value: write(shape.values[bar] ?? null),
          parts: shape.isHot[bar] ? ["fires"] : [],
        })}
        table={
          <TimeTable
            columns={[{ id: "value", name: condition.kind === "issue" ? "Moments" : "Worst" }]}
            rows={heights.map((count, bar) => ({ start: start(bar), counts: [count] }))}
            bucketMs={shape.stepMs}
            caption={label}
            empty="Nothing in this time."
          />
        }
      >
        {() => (
          <>
            {shape.spans.map(({ from, to, number }) => (
              <i
                key={number}
                className="band fire"
                style={{ left: percent(from), width: percent(Math.max(to - from, 0.002)) }}
              />
            ))}
            <Bars shape={shape} heights={heights} top={top} />
            {limits
              .filter(({ height }) => height > 0)
              .map(({ name, height, value, isMain }) => (
                <i
                  key={name}
                  className={isMain ? "thr" : `thr off thr-${name}`}
                  style={{ bottom: percent(height / top) }}
                >
                  <span className="num">{numberText(value)}</span>
                </i>
              ))}
            {shape.spans.length > MOST_NUMBERED
              ? null
              : shape.spans.map(({ from, to, number }) => (
                  <i key={number} className="mk no" style={{ left: percent((from + to) / 2) }}>
                    <span className="num">{number}</span>
                  </i>
                ))}
          </>
        )}
      </TimeChart>
    </div>
  );
}

function Bars({ shape, heights, top }: { shape: PastShape; heights: readonly number[]; top: number }) {
  const step = WIDTH / Math.max(heights.length, 1);
  const gap = Math.min(step * 0.15, 2.5);
  const pathOf = (isHot: boolean) =>
    heights
      .map((height, bar) => {
        if (height <= 0 || shape.isHot[bar] !== isHot) return "";
        const tall = Math.max(1, (height / top) * HEIGHT);
        const [x, wide] = [round(bar * step + gap / 2), round(step - gap)];
        return `M${x} ${HEIGHT}V${round(HEIGHT - tall)}h${wide}V${HEIGHT}z`;
      })
      .join("");
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="c-base" d={pathOf(false)} />
      <path className="c-error" d={pathOf(true)} />
    </svg>
  );
}

type Limit = { name: "critical" | "warning" | "resolve"; value: number; isMain: boolean };

function limitsOf(condition: AlertCondition): Limit[] {
  if (condition.kind === "issue" || !hasLimits(condition)) return [];
  const { critical, warning, resolve } = condition;
  return [
    { name: "critical", value: critical, isMain: true },
    ...(warning === null ? [] : [{ name: "warning", value: warning, isMain: false } as const]),
    ...(resolve === null ? [] : [{ name: "resolve", value: resolve, isMain: false } as const]),
  ];
}

function hasLimits({ measure }: ThresholdCondition): boolean {
  return measure.kind !== "silence" && measure.kind !== "new_pattern";
}

function isDrop(condition: AlertCondition): boolean {
  return condition.kind === "threshold" && condition.changeFrom !== null && condition.comparison === "below";
}

function percent(share: number): string {
  return `${round(share * 100)}%`;
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}
