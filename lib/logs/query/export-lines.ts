import type { Context } from "@/lib/context";
import { InvalidInputError } from "@/lib/errors";
import { csvLine } from "@/lib/events/csv-line";
import type { LogRow as EngineRow } from "@/lib/logs/engine/engine";
import type { ExportLinesInput, LogCell, LogJson, LogRow } from "@/lib/logs/schemas";
import { compilePipeline } from "./compile/compile-pipeline";
import { toShown } from "./compile/convert";
import { listSlices, type Slice } from "./list-slices";
import { type Asking, openSearch, type Search } from "./open-search";
import { plainCell } from "./read-lines";
import { readRow, rowColumns } from "./read-row";
import { planTable, readCells } from "./read-table";

/** Lines that are sorted at a time. */
const portion = 50_000;
/** Of one portion, or of a table. */
const timeoutMs = 60_000;

const head = [
  "time",
  "project",
  "level",
  "word",
  "host",
  "service",
  "logger",
  "source",
  "trace",
  "span",
  "message",
];

const types = {
  csv: "text/csv; charset=utf-8; header=present",
  ndjson: "application/x-ndjson; charset=utf-8",
} as const;

/**
 * All lines that a question finds, or all rows of its table, as lines of a file that are made while somebody takes them.
 * Whoever stops taking ends it.
 * @throws InvalidInputError for a question with errors, or whose last stage is no table of its own
 */
export async function exportLines(
  ctx: Context,
  input: ExportLinesInput,
  asking: Asking = {},
): Promise<{ fileName: string; contentType: string; lines: AsyncGenerator<string> }> {
  const search = await openSearch(ctx, input, { ...asking, isWhole: true });
  const { stages } = search.question.pipeline;
  const last = stages.at(-1)?.verb;
  if (last === "patterns" || last === "compare") {
    throw new InvalidInputError(undefined, {
      query: `A file is made of lines or of a table, not of ${last}.`,
    });
  }
  const isTable = search.question.report.shape === "table";
  const lines = isTable ? makeTable(search, input) : await makeLines(search, input);
  const [fault] = search.question.report.errors;
  if (fault !== undefined || lines === null) {
    throw new InvalidInputError(undefined, { query: fault?.message ?? "This query cannot be answered." });
  }
  const day = search.now.toISOString().slice(0, 10);
  return { fileName: `logs-${day}.${input.format}`, contentType: types[input.format], lines };
}

function makeTable(search: Search, { format }: ExportLinesInput): AsyncGenerator<string> | null {
  const plan = planTable(search, search.question.pipeline.stages, search.range, null);
  if (plan === null) return null;
  const { sql, frame, columns } = plan;
  async function* write(): AsyncGenerator<string> {
    if (format === "csv") yield csvLine(columns.map(({ name }) => name));
    for await (const rows of search.stream(sql, frame, search.range, timeoutMs)) {
      const cells = rows.map((row) => readCells(row, columns));
      yield cells
        .map((row) => (format === "csv" ? csvLine(row.map(toText)) : writeObject(row, columns)))
        .join("");
    }
  }
  return write();
}

function writeObject(row: readonly LogCell[], columns: readonly { name: string }[]): string {
  return `${JSON.stringify(Object.fromEntries(row.map((cell, at) => [columns[at]?.name ?? "", cell])))}\n`;
}

function toText(cell: LogJson | undefined): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

async function makeLines(search: Search, input: ExportLinesInput): Promise<AsyncGenerator<string> | null> {
  if (planLines(search, search.range, input) === null) return null;
  const wish = { order: input.order, first: portion, growth: 1 };
  const { slices } = await listSlices([...search.projects.keys()], search.range, wish);
  return writeLines(search, slices, input);
}

async function* writeLines(
  search: Search,
  slices: readonly Slice[],
  input: ExportLinesInput,
): AsyncGenerator<string> {
  const { computed } = search.question.report;
  const columns = listChosen(input.columns, computed);
  if (input.format === "csv") yield csvLine([...head, ...computed, ...(columns ?? ["attributes"])]);
  for (const slice of slices) {
    const plan = planLines(search, slice, input);
    if (plan === null) return;
    for await (const rows of search.stream(
      plan.sql,
      plan.frame,
      { from: slice.from, to: slice.to },
      timeoutMs,
    )) {
      const lines = rows.map((row) => toLine(row, plan.names, search));
      yield lines
        .map((line) =>
          input.format === "csv" ? writeCsv(line, computed, columns) : `${JSON.stringify(line)}\n`,
        )
        .join("");
    }
  }
}

function planLines(search: Search, range: { from: bigint; to: bigint }, { order }: ExportLinesInput) {
  const way = order === "newest" ? "DESC" : "ASC";
  return search.compile((frame) => {
    const relation = compilePipeline(search.filter, search.question.lineStages, frame);
    const made = [...relation.columns];
    const cells = made.map(([, value], at) => `, ${toShown(value)} AS o${at}`).join("");
    const sql = `SELECT ${rowColumns("whole", frame)}${cells} FROM (${relation.sql}) ORDER BY t ${way}, chunk ${way}, n ${way}`;
    return { frame, sql, names: made.map(([name]) => name) };
  }, range);
}

/** The cells of `rowColumns` and behind them what stages made. */
function toLine(row: EngineRow, names: readonly string[], search: Search): LogRow {
  const line = readRow(row, search.projects, "whole");
  const made = row.slice(row.length - names.length);
  return { ...line, computed: Object.fromEntries(names.map((name, at) => [name, plainCell(made[at])])) };
}

/** The attributes that were asked for, without what has a column anyway; null for all of them, in one. */
function listChosen(asked: readonly string[], computed: readonly string[]): string[] | null {
  if (asked.length === 0) return null;
  return [...new Set(asked)].filter((name) => !head.includes(name) && !computed.includes(name));
}

function writeCsv(line: LogRow, computed: readonly string[], columns: readonly string[] | null): string {
  const { time, project, level, word, host, service, logger, source, traceId, spanId, message, attributes } =
    line;
  const own = [time, project, level, word, host, service, logger, source, traceId, spanId, message];
  const chosen =
    columns === null ? [JSON.stringify(attributes)] : columns.map((name) => toText(attributes[name]));
  return csvLine([...own, ...computed.map((name) => toText(line.computed[name])), ...chosen]);
}
