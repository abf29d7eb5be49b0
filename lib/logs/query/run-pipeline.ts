import type { Context } from "@/lib/context";
import { type LogTable, type RunPipelineInput, rowLimit } from "@/lib/logs/schemas";
import { compareTables, compareValues } from "./compare";
import { type Asking, openSearch, type Search } from "./open-search";
import { hintChart, planTable, readCells } from "./read-table";
import { findPatterns } from "./find-patterns";

type Table = Pick<LogTable, "columns" | "rows" | "isCut" | "chart">;

/**
 * The table that the stages of a question make; of a question without a table its lines, newest first.
 * @throws SearchStoppedError
 */
export async function runPipeline(
  ctx: Context,
  input: RunPipelineInput,
  asking: Asking = {},
): Promise<LogTable> {
  const search = await openSearch(ctx, input, asking);
  const found = search.question.report.errors.length > 0 ? null : await makeTable(search);
  const { columns, rows, isCut, chart } = found ?? { columns: [], rows: [], isCut: false, chart: null };
  return { ...search.head(), columns, rows, isCut, chart, effort: search.effort(0, 0) };
}

async function makeTable(search: Search): Promise<Table | null> {
  const { stages } = search.question.pipeline;
  const last = stages.at(-1);
  const before = stages.slice(0, -1);
  if (last?.verb === "patterns") return tablePatterns(search);
  if (last?.verb !== "compare") return runStages(search);
  const { offset } = last;
  if (search.question.tableStages.length === 1) return compareValues(search, offset);
  return compareTables(search, before, offset, last);
}

async function runStages(search: Search): Promise<Table | null> {
  const { stages } = search.question.pipeline;
  const plan = planTable(search, stages, search.range, rowLimit + 1);
  if (plan === null) return null;
  const rows = await search.run(plan.sql, plan.frame);
  return {
    columns: plan.columns,
    rows: rows.slice(0, rowLimit).map((row) => readCells(row, plan.columns)),
    isCut: rows.length > rowLimit,
    chart: hintChart(stages, plan.columns, search.range),
  };
}

async function tablePatterns(search: Search): Promise<Table | null> {
  const found = await findPatterns(search, search.question.pipeline.stages.slice(0, -1));
  if (found === null) return null;
  const rows = found.patterns.map(({ count, share, level, parts, isNew, filter }) => [
    count,
    share,
    level,
    parts.map((part) => ("text" in part ? part.text : `<${part.mask}>`)).join(""),
    isNew,
    filter,
  ]);
  return {
    columns: [
      { name: "count", type: "number" },
      { name: "share", type: "number", unit: "share" },
      { name: "level", type: "level" },
      { name: "pattern", type: "text" },
      { name: "new", type: "boolean" },
      { name: "filter", type: "text" },
    ],
    rows: rows.slice(0, rowLimit),
    isCut: rows.length > rowLimit,
    chart: null,
  };
}
