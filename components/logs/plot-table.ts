import type { LogTable } from "@/lib/logs/schemas";

/** One line of a chart over time, or one layer of its bars; null where nothing is known. */
export type PlotSeries = { name: string; values: (number | null)[] };
export type TimePlot = { kind: "time"; from: number; stepMs: number; series: PlotSeries[]; isCount: boolean };
export type BarPlot = { kind: "bars"; bars: { name: string; value: number | null }[]; unit: string };
export type NumberPlot = { kind: "number"; name: string; value: number };

/** Lines that can still be told apart; the largest are drawn. */
const SERIES_SHOWN = 5;
const BARS_SHOWN = 20;
/** Marks of one chart. */
const STEPS_SHOWN = 200;

/** What of a table can be drawn; null when nothing can. */
export function plotTable({
  chart,
  columns,
  rows,
}: Pick<LogTable, "chart" | "columns" | "rows">): TimePlot | BarPlot | NumberPlot | null {
  if (chart === null || rows.length === 0) return null;
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const numberAt = (row: LogTable["rows"][number], column: string) => {
    const cell = row[at(column)];
    return typeof cell === "number" ? cell : null;
  };
  if (chart.kind === "number") {
    const [row] = rows;
    return row === undefined ? null : { kind: "number", name: chart.y, value: numberAt(row, chart.y) ?? 0 };
  }
  const [y = ""] = chart.y;
  const textAt = (row: LogTable["rows"][number], column: string) => {
    const cell = row[at(column)] ?? null;
    return cell === null ? "none" : typeof cell === "string" ? cell : JSON.stringify(cell);
  };
  if (chart.kind === "bars") {
    const { series } = chart;
    const bars = rows.slice(0, BARS_SHOWN).map((row) => ({
      name: [textAt(row, chart.x), ...(series === null ? [] : [textAt(row, series)])].join(", "),
      value: numberAt(row, y),
    }));
    return { kind: "bars", bars, unit: y };
  }
  const times = rows.map((row) => Date.parse(textAt(row, chart.x))).filter((time) => !Number.isNaN(time));
  if (times.length === 0 || chart.spanMs <= 0) return null;
  const last = Math.max(...times);
  const from = Math.max(Math.min(...times), last - (STEPS_SHOWN - 1) * chart.spanMs);
  const steps = Math.round((last - from) / chart.spanMs) + 1;
  const found = new Map<string, (number | null)[]>();
  // Where nothing was written, nothing took any time; counts are none.
  const empty = /^(?:p\d|avg|min|max|first|last)/.test(y) ? null : 0;
  for (const row of rows) {
    const step = Math.round((Date.parse(textAt(row, chart.x)) - from) / chart.spanMs);
    if (!(step >= 0 && step < steps)) continue;
    const names =
      chart.series === null
        ? chart.y.map((name) => [name, name] as const)
        : [[textAt(row, chart.series), y] as const];
    for (const [name, column] of names) {
      const values = found.get(name) ?? Array.from({ length: steps }, (): number | null => empty);
      const value = numberAt(row, column);
      if (value !== null) values[step] = (values[step] ?? 0) + value;
      found.set(name, values);
    }
  }
  const series = [...found]
    .map(([name, values]) => ({ name, values }))
    .sort((a, b) => sum(b.values) - sum(a.values))
    .slice(0, SERIES_SHOWN);
  return { kind: "time", from, stepMs: chart.spanMs, series, isCount: y.startsWith("count") };
}

function sum(values: PlotSeries["values"]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
