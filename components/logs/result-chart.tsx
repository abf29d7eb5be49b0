"use client";

import { TimeChart } from "@/components/charts/time-chart";
import { describeSpan } from "@/components/charts/bucket";
import { niceTicks } from "@/components/charts/nice-ticks";
import { TimeTable } from "@/components/charts/time-table";
import type { LogTable } from "@/lib/logs/schemas";
import { type BarPlot, plotTable, type TimePlot } from "./plot-table";
import { writeCell } from "./write-cell";

/** A table as what it is: a number, bars of categories, or lines over time. */
export function ResultChart({ table }: { table: LogTable }) {
  const plot = plotTable(table);
  if (plot === null) return null;
  if (plot.kind === "number")
    return (
      <p>
        <b className="num">{writeCell(plot.value, "number")}</b> <span className="mut">{plot.name}</span>
      </p>
    );
  return plot.kind === "bars" ? <Bars plot={plot} /> : <Lines plot={plot} />;
}

/** The table below holds the same numbers, so these are for the eye alone. */
function Bars({ plot: { bars } }: { plot: BarPlot }) {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return (
    <div className="lbars" aria-hidden="true">
      {bars.map(({ name, value }) => (
        <div key={name}>
          <span className="trunc" title={name}>
            {name}
          </span>
          <i style={{ width: `${most > 0 ? (Math.max(0, value) / most) * 100 : 0}%` }} />
          <span className="num right">{writeCell(value, "number")}</span>
        </div>
      ))}
    </div>
  );
}

const WIDTH = 1000;
const HEIGHT = 200;

function Lines({ plot: { from, stepMs, series } }: { plot: TimePlot }) {
  const steps = series[0]?.values.length ?? 0;
  const ticks = niceTicks(Math.max(0, ...series.flatMap(({ values }) => values)));
  const top = ticks.at(-1) ?? 1;
  const start = (step: number) => new Date(from + step * stepMs).toISOString();
  const label = `${series.map(({ name }) => name).join(", ")} over time`;
  return (
    <>
      <div className="leg">
        {series.map(({ name }, at) => (
          <span className="lgd" key={name}>
            <svg width="14" height="4" aria-hidden="true">
              <path className={`lln lln-${at}`} d="M0 2H14" />
            </svg>
            {name}
          </span>
        ))}
      </div>
      <TimeChart
        from={from}
        bucketMs={stepMs}
        count={steps}
        ticks={ticks}
        height={HEIGHT}
        label={label}
        describe={(step) => ({
          when: describeSpan({ start: start(step), count: 0 }, stepMs),
          value: "",
          parts: series.map(({ name, values }) => `${name}: ${writeCell(values[step] ?? 0, "number")}`),
        })}
        table={
          <TimeTable
            columns={series.map(({ name }) => ({ id: name, name }))}
            rows={Array.from({ length: steps }, (_, step) => ({
              start: start(step),
              counts: series.map(({ values }) => values[step]),
            }))}
            bucketMs={stepMs}
            caption={label}
            empty="Nothing in this time."
          />
        }
      >
        {() => (
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            {series.map(({ name, values }, at) => (
              <path key={name} className={`lln lln-${at}`} d={pathOf(values, top)} />
            ))}
          </svg>
        )}
      </TimeChart>
    </>
  );
}

/** Through the middle of each step. */
function pathOf(values: readonly number[], top: number): string {
  const step = WIDTH / Math.max(values.length, 1);
  return values
    .map(
      (value, at) =>
        `${at === 0 ? "M" : "L"}${((at + 0.5) * step).toFixed(1)} ${(HEIGHT - (value / top) * HEIGHT).toFixed(1)}`,
    )
    .join("");
}
