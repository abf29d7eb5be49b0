import type { LogCell as EngineCell, LogRow } from "@/lib/logs/engine/engine";
import type { LogCell, LogChartHint, LogColumn } from "@/lib/logs/schemas";
import type { Stage } from "./pipeline/ast";
import { compilePipeline, compileTable } from "./compile/compile-pipeline";
import { stepOf } from "./compile/compile-table";
import type { Range } from "./compile/narrow-range";
import type { Search } from "./open-search";
import { writeTime } from "./read-time";
import { bigOf } from "./read-cell";

/** The table of some stages over a stretch, as a SELECT of at most so many rows; null when it cannot be compiled. */
export function planTable(search: Search, stages: readonly Stage[], range: Range, limit: number | null) {
  return search.compile((frame) => {
    const relation = compilePipeline(search.filter, stages, frame);
    const order = stages.length === 0 || relation.isLines;
    const { sql, columns } = compileTable(relation, frame, limit);
    return { frame, isLines: order, sql, columns: nameUnits(stages, columns) };
  }, range);
}

/** Columns whose unit the stage that made the table knows, unless a later one makes others of them. */
function nameUnits(stages: readonly Stage[], columns: readonly LogColumn[]): LogColumn[] {
  const made = stages.findLast(
    ({ verb }) => !["where", "sort", "limit", "fields", "dedup", "sample"].includes(verb),
  );
  const unitOf = ({ name, type }: LogColumn): LogColumn["unit"] => {
    if (type !== "number") return undefined;
    if (made?.verb === "transaction" && name === "duration") return "ms";
    return (made?.verb === "top" || made?.verb === "rare") && name === "share" ? "share" : undefined;
  };
  return columns.map((column) => {
    const unit = unitOf(column);
    return unit === undefined ? column : { ...column, unit };
  });
}

/** Cells as an answer has them: times as ISO 8601, lists with a comma between. */
export function readCells(row: LogRow, columns: readonly LogColumn[]): LogCell[] {
  return row.map((cell, at) => readCell(cell, columns[at]?.type ?? "text"));
}

function readCell(cell: EngineCell, type: LogColumn["type"]): LogCell {
  if (cell === null) return null;
  if (type === "time") return writeTime(bigOf(cell));
  if (type === "number") return typeof cell === "number" ? cell : null;
  if (Array.isArray(cell)) return cell.map((one) => (typeof one === "object" ? JSON.stringify(one) : one));
  return typeof cell === "object" ? JSON.stringify(cell) : cell;
}

/** How a table wants to be drawn, by the stage that made it and its columns. */
export function hintChart(
  stages: readonly Stage[],
  columns: readonly LogColumn[],
  range: Range,
): LogChartHint | null {
  const figures = columns
    .filter(({ type, name }) => type === "number" && name !== "share")
    .map(({ name }) => name);
  const [first, second] = columns;
  const [figure] = figures;
  if (first === undefined || figure === undefined) return null;
  const chart = stages.findLast(({ verb }) => verb === "timechart");
  if (chart?.verb === "timechart") {
    const series = second !== undefined && second.type !== "number" ? second.name : null;
    return { kind: "time", x: first.name, y: figures, series, spanMs: Number(stepOf(chart, range)) / 1e6 };
  }
  const stage = stages.findLast(({ verb }) => verb === "stats" || verb === "top" || verb === "rare");
  if (stage === undefined) return null;
  const keys = columns.filter(({ type, name }) => !figures.includes(name) && type !== "number");
  const [key, other] = keys;
  if (key === undefined)
    return figures.includes(first.name) && columns.length > 1 && !isFigureOf(stage)
      ? { kind: "bars", x: first.name, y: figures.slice(1), series: null }
      : { kind: "number", y: figure };
  return { kind: "bars", x: key.name, y: figures, series: other?.name ?? null };
}

/** Whether the first column is a figure: `stats` without `by`. */
function isFigureOf(stage: Stage): boolean {
  return stage.verb === "stats" && stage.by.length === 0;
}
