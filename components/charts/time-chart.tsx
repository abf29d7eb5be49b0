"use client";

import { ChartNoAxesColumn, Ellipsis, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useHydrated } from "@/components/ui/use-hydrated";
import { BucketCursor, type BucketText } from "./bucket-cursor";
import { axisText } from "./nice-ticks";
import { timeLabels } from "./time-labels";

type TimeChartProps = {
  /** Epoch ms of the first bucket's start. */
  from: number;
  bucketMs: number;
  count: number;
  /** Round values for the grid, the last one at the upper edge. */
  ticks: readonly number[];
  height: number;
  /** A sentence with the finding: what a person who does not see the chart should know. */
  label: string;
  /** What lies under the pointer. */
  describe: (index: number) => BucketText;
  /** Takes a stretch of buckets, both included. */
  onBrush?: (first: number, last: number) => void;
  /** The same numbers as a table. */
  table: ReactNode;
  /** The drawing; `hydrated` is true once this runs in a browser, whose clock and zone are the reader's. */
  children: (hydrated: boolean) => ReactNode;
};

/** The frame of every chart over time: grid, axes, crosshair, and the menu that turns it into a table. */
export function TimeChart({
  from,
  bucketMs,
  count,
  ticks,
  height,
  label,
  describe,
  onBrush,
  table,
  children,
}: TimeChartProps) {
  const [asTable, setAsTable] = useState(false);
  // Local times and the present bucket are known in the browser alone.
  const hydrated = useHydrated();
  const span = count * bucketMs;
  const top = ticks.at(-1) ?? 1;

  return (
    <figure className="chart">
      {asTable ? (
        table
      ) : (
        <>
          <div className="plot" style={{ "--h": `${height}px` }}>
            <div role="img" aria-label={label}>
              {ticks.map((tick) => (
                <i key={tick} className="gl" style={{ bottom: `${(tick / top) * 100}%` }}>
                  <span className="num">{axisText(tick, top)}</span>
                </i>
              ))}
              {children(hydrated)}
            </div>
            <BucketCursor count={count} describe={describe} onBrush={onBrush} />
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
