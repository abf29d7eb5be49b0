"use client";

import { ChartNoAxesColumn, Ellipsis, Table2 } from "lucide-react";
import { useState } from "react";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useHydrated } from "@/components/ui/use-hydrated";
import { BucketCursor } from "./bucket-cursor";
import { BucketTable } from "./bucket-table";
import { type Bucket, describeBucket, isRunning } from "./bucket";
import { axisText, niceTicks } from "./nice-ticks";
import { timeLabels } from "./time-labels";

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
  const [asTable, setAsTable] = useState(false);
  // Local times and the present bucket are known in the browser alone.
  const hydrated = useHydrated();
  const from = Date.parse(buckets[0]?.start ?? "");
  const span = buckets.length * bucketMs;
  const ticks = niceTicks(Math.max(0, ...buckets.map((bucket) => bucket.count)));
  const top = ticks.at(-1) ?? 1;

  return (
    <figure className="chart">
      {asTable ? (
        <BucketTable buckets={buckets} bucketMs={bucketMs} noun={noun} caption={label} />
      ) : (
        <>
          <div className="plot" style={{ "--h": `${height}px` }}>
            <div role="img" aria-label={label}>
              {ticks.map((tick) => (
                <i key={tick} className="gl" style={{ bottom: `${(tick / top) * 100}%` }}>
                  <span className="num">{axisText(tick, top)}</span>
                </i>
              ))}
              <Bars {...props} height={height} top={top} hydrated={hydrated} />
              {markers.map((marker) => (
                <i
                  key={`${marker.at} ${marker.label}`}
                  className={marker.regressed ? "mk rg" : "mk"}
                  style={{ left: `${((Date.parse(marker.at) - from) / span) * 100}%` }}
                >
                  <span>{marker.label}</span>
                </i>
              ))}
            </div>
            <BucketCursor
              count={buckets.length}
              describe={(index) => describeBucket(buckets[index], bucketMs, noun)}
            />
          </div>
          <div className="xa num" aria-hidden="true">
            {hydrated && span > 0
              ? timeLabels(from, from + span).map(({ at, share, text }) => (
                  <span key={at} style={{ left: `${share * 100}%` }}>
                    {text}
                  </span>
                ))
              : null}
          </div>
        </>
      )}
      <div className="chart-menu">
        <Menu
          align="end"
          trigger={
            <button type="button" className="btn btn-ghost btn-icon btn-sm" aria-label="Chart options">
              <Ellipsis className="i" />
            </button>
          }
        >
          <MenuItem
            icon={asTable ? <ChartNoAxesColumn className="i" /> : <Table2 className="i" />}
            onSelect={() => setAsTable(!asTable)}
          >
            {asTable ? "Show as chart" : "Show as table"}
          </MenuItem>
        </Menu>
      </div>
    </figure>
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
