"use client";

import { TimeChart } from "@/components/charts/time-chart";
import { describeSpan } from "@/components/charts/bucket";
import { niceTicks } from "@/components/charts/nice-ticks";
import { TimeTable } from "@/components/charts/time-table";
import { StackedBarChart } from "@/components/charts/stacked-bar-chart";
import { LevelMark } from "@/components/ui/level-mark";
import type { LogTable } from "@/lib/logs/schemas";
import { type LevelLayer, layersOf } from "./level-layers";
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
  if (plot.kind === "bars") return <Bars plot={plot} />;
  const layers = layersOf(plot.series.map(({ name }) => name));
  return layers !== null && plot.isCount ? (
    <Levels plot={plot} layers={layers} />
  ) : (
    <Lines plot={plot} layers={layers} />
  );
}

/** The table below holds the same numbers, so these are for the eye alone. */
function Bars({ plot: { bars } }: { plot: BarPlot }) {
  const most = Math.max(...bars.map(({ value }) => value ?? 0), 0);
  return (
    <div className="lbars" aria-hidden="true">
      {bars.map(({ name, value }) => (
        <div key={name}>
          <span className="trunc" title={name}>
            {name}
          </span>
          <i style={{ width: `${most > 0 ? (Math.max(0, value ?? 0) / most) * 100 : 0}%` }} />
          <span className="num right">{writeCell(value, "number")}</span>
        </div>
      ))}
    </div>
  );
}

const WIDTH = 1000;
const HEIGHT = 200;

/** Levels lie upon each other in their own colours. */
function Levels({ plot, layers }: { plot: TimePlot; layers: LevelLayer[] }) {
  const countsOf = (id: string) =>
    plot.series.find(({ name }) => name === id)?.values.map((value) => value ?? 0) ?? [];
  return (
    <>
      <div className="leg">
        {layers.map(({ id, name, mark }) => (
          <span className="lgd" key={id}>
            <LevelMark level={mark} decorative />
            {name}
          </span>
        ))}
      </div>
      <StackedBarChart
        from={plot.from}
        bucketMs={plot.stepMs}
        series={layers.map(({ id, name, tone }) => ({ id, name, tone, counts: countsOf(id) }))}
        label="Lines over time by level"
        noun="lines"
        height={HEIGHT}
      />
    </>
  );
}

function Lines({ plot: { from, stepMs, series }, layers }: { plot: TimePlot; layers: LevelLayer[] | null }) {
  const toneOf = (name: string, at: number) => `lln lln-${layers?.find(({ id }) => id === name)?.mark ?? at}`;
  const steps = series[0]?.values.length ?? 0;
  const ticks = niceTicks(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const top = ticks.at(-1) ?? 1;
  const start = (step: number) => new Date(from + step * stepMs).toISOString();
  const label = `${series.map(({ name }) => name).join(", ")} over time`;
  return (
    <>
      <div className="leg">
        {series.map(({ name }, at) => (
          <span className="lgd" key={name}>
            <svg width="14" height="4" aria-hidden="true">
              <path className={toneOf(name, at)} d="M0 2H14" />
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
          parts: series.map(({ name, values }) => `${name}: ${writeCell(values[step] ?? null, "number")}`),
        })}
        table={
          <TimeTable
            columns={series.map(({ name }) => ({ id: name, name }))}
            rows={Array.from({ length: steps }, (_, step) => ({
              start: start(step),
              counts: series.map(({ values }) => values[step] ?? undefined),
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
              <path key={name} className={toneOf(name, at)} d={pathOf(values, top)} />
            ))}
          </svg>
        )}
      </TimeChart>
    </>
  );
}

/** Through the middle of each step; nothing where nothing is known, and a dot between two such places. */
function pathOf(values: readonly (number | null)[], top: number): string {
  const step = WIDTH / Math.max(values.length, 1);
  return values
    .map((value, at) => {
      if (value === null) return "";
      const y = (HEIGHT - (value / top) * HEIGHT).toFixed(1);
      const isFirst = (values[at - 1] ?? null) === null;
      const isAlone = isFirst && (values[at + 1] ?? null) === null;
      return `${isFirst ? "M" : "L"}${((at + 0.5) * step).toFixed(1)} ${y}${isAlone ? "h0.1" : ""}`;
    })
    .join("");
}
