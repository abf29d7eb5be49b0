"use client";

import { type Bucket, describeBucket, isRunning } from "./bucket";
import { BucketTable } from "./bucket-table";
import { niceTicks } from "./nice-ticks";
import { TimeChart } from "./time-chart";

type BarChartProps = {
  /** Oldest first, without gaps, at most 200. */
  buckets: readonly Bucket[];
  bucketMs: number;
  /** A sentence with the finding: what a person who does not see the chart should know. */
  label: string;
  /** What is counted: "events". */
  noun?: string;
  /** Height of the plot in pixels. */
  height?: number;
  /** Vertical lines, such as releases. */
  markers?: readonly { at: string; label: string; regressed?: boolean }[];
  /** Buckets from this instant on are drawn in the error colour: the part that breached. */
  hotFrom?: string;
};

const WIDTH = 1000;

/** Counts over time: bars from zero, two to three grid lines, values under the pointer or the arrow keys. */
export function BarChart(props: BarChartProps) {
  const { buckets, bucketMs, label, noun = "events", height = 104, markers = [] } = props;
  const from = Date.parse(buckets[0]?.start ?? "");
  const span = buckets.length * bucketMs;
  const ticks = niceTicks(Math.max(0, ...buckets.map((bucket) => bucket.count)));
  return (
    <TimeChart
      from={from}
      bucketMs={bucketMs}
      count={buckets.length}
      ticks={ticks}
      height={height}
      label={label}
      describe={(index) => describeBucket(buckets[index], bucketMs, noun)}
      table={<BucketTable buckets={buckets} bucketMs={bucketMs} noun={noun} caption={label} />}
    >
      {(hydrated) => (
        <>
          <Bars {...props} height={height} top={ticks.at(-1) ?? 1} hydrated={hydrated} />
          {markers.map((marker) => (
            <i
              key={`${marker.at} ${marker.label}`}
              className={marker.regressed ? "mk rg" : "mk"}
              style={{ left: `${((Date.parse(marker.at) - from) / span) * 100}%` }}
            >
              <span>{marker.label}</span>
            </i>
          ))}
        </>
      )}
    </TimeChart>
  );
}

type BarsProps = BarChartProps & { height: number; top: number; hydrated: boolean };

function Bars({ buckets, bucketMs, height, top, hotFrom, hydrated }: BarsProps) {
  const step = WIDTH / Math.max(buckets.length, 1);
  const gap = Math.min(step * 0.15, 2.5);
  const hotSince = hotFrom === undefined ? Number.POSITIVE_INFINITY : Date.parse(hotFrom);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {buckets.map((bucket, index) => {
        if (bucket.count <= 0) return null;
        const tall = Math.max(1, (bucket.count / top) * height);
        const hot = Date.parse(bucket.start) >= hotSince;
        const running = hydrated && isRunning(bucket, bucketMs);
        return (
          <rect
            key={bucket.start}
            className={hot ? "c-error" : running ? "c-now" : "c-base"}
            x={index * step + gap / 2}
            y={height - tall}
            width={step - gap}
            height={tall}
          />
        );
      })}
    </svg>
  );
}
