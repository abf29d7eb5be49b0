import { type LogCell, type LogColumn, type LogTable, rowLimit } from "@/lib/logs/schemas";
import { toMilliseconds } from "@/lib/search/grammar/read-amount";
import type { Range } from "./compile/narrow-range";
import { listCandidates, listFields } from "./list-fields";
import type { Search } from "./open-search";
import type { Length, Stage } from "./pipeline/ast";
import { chooseCompared, sampleFields } from "./choose-fields";
import { countFacets } from "./count-facets";
import { hintChart, planTable, readCells } from "./read-table";
import { readTime, writeTime } from "./read-time";

type Table = Pick<LogTable, "columns" | "rows" | "isCut" | "chart">;

function shift({ from, to }: Range, { amount, unit }: Length): Range {
  const back = BigInt(Math.round(toMilliseconds({ amount, unit }) * 1e6));
  return { from: from - back, to: to - back };
}

/** Values of each field that are compared. */
const valueLimit = 500;

/**
 * What is different about the lines of a question: values that more of them have than of the others. With an offset the others
 * are the lines of the same question that long ago; without, all other lines of the stretch. Most different first.
 */
export async function compareValues(search: Search, offset: Length | null): Promise<Table | null> {
  const sample = await sampleFields(search, await listCandidates(search, await listFields(search)));
  if (sample === null) return null;
  const chosen = chooseCompared(sample.candidates);
  const over =
    offset === null ? { range: search.range, isUnfiltered: true } : { range: shift(search.range, offset) };
  const [own, other] = await Promise.all([
    countFacets(search, chosen, valueLimit),
    countFacets(search, chosen, valueLimit, over),
  ]);
  if (own === null || other === null) return null;
  // Without an offset the others are all lines, of which these are a part.
  const lessOwn = offset === null ? own.total : 0;
  const base = Math.max(other.total - lessOwn, 0);
  const rows = own.facets.flatMap(({ key, values }, at) => {
    const before = new Map(other.facets[at]?.values.map(({ value, count }) => [value, count]));
    return values.map(({ value, count, share, filter }): LogCell[] => {
      const otherCount = Math.max((before.get(value) ?? 0) - (offset === null ? count : 0), 0);
      const otherShare = base === 0 ? 0 : otherCount / base;
      return [key, value, share, otherShare, share - otherShare, count, otherCount, filter];
    });
  });
  rows.sort((a, b) => Number(b[4]) - Number(a[4]));
  return {
    columns: [
      { name: "field", type: "text" },
      { name: "value", type: "text" },
      { name: "share", type: "number", unit: "share" },
      { name: "other share", type: "number", unit: "share" },
      { name: "difference", type: "number", unit: "share" },
      { name: "count", type: "number" },
      { name: "other count", type: "number" },
      { name: "filter", type: "text" },
    ],
    rows: rows.slice(0, rowLimit),
    isCut: rows.length > rowLimit,
    chart: null,
  };
}

/** A table beside the same one of earlier: each figure, what it was, and its change (0.5 is half as much again). */
export async function compareTables(
  search: Search,
  stages: readonly Stage[],
  offset: Length | null,
  last: Stage,
): Promise<Table | null> {
  if (offset === null) {
    const place = last.span ?? { from: 0, to: 1 };
    search.question.report.errors.push({
      ...place,
      message: "Say how long ago the table is compared with: compare -1w.",
    });
    return null;
  }
  const earlier = shift(search.range, offset);
  const plan = planTable(search, stages, search.range, rowLimit + 1);
  const planBefore = planTable(search, stages, earlier, rowLimit + 1);
  if (plan === null || planBefore === null) return null;
  const [now, before] = await Promise.all([
    search.run(plan.sql, plan.frame),
    search.run(planBefore.sql, planBefore.frame, earlier),
  ]);
  const { columns } = plan;
  const back = search.range.from - earlier.from;
  const rows = joinRows(
    now.map((row) => readCells(row, columns)),
    before.map((row) => moveTimes(readCells(row, columns), columns, back, search.now)),
    columns,
  );
  const joined = columns.flatMap((column) => (column.type === "number" ? spread(column) : [column]));
  return {
    columns: joined,
    rows: rows.slice(0, rowLimit),
    isCut: rows.length > rowLimit,
    chart: hintChart(stages, joined, search.range),
  };
}

function spread(column: LogColumn): LogColumn[] {
  const { name } = column;
  return [
    column,
    { ...column, name: `${name} earlier` },
    { name: `${name} change`, type: "number", unit: "share" },
  ];
}

/** Times of earlier stand where they are compared. */
function moveTimes(row: LogCell[], columns: readonly LogColumn[], by: bigint, now: Date): LogCell[] {
  return row.map((cell, at) =>
    columns[at]?.type === "time" && typeof cell === "string" ? writeTime(readTime(cell, now) + by) : cell,
  );
}

/** Rows with the same cells that are no figures stand together; those of earlier alone come last. */
function joinRows(
  now: readonly LogCell[][],
  before: readonly LogCell[][],
  columns: readonly LogColumn[],
): LogCell[][] {
  const nameOf = (row: readonly LogCell[]) =>
    JSON.stringify(row.filter((_, at) => columns[at]?.type !== "number"));
  const rest = new Map(before.map((row) => [nameOf(row), row]));
  const join = (row: readonly LogCell[] | undefined, old: readonly LogCell[] | undefined): LogCell[] =>
    columns.flatMap(({ type }, at) => {
      const value = row?.[at] ?? null;
      if (type !== "number") return [row === undefined ? (old?.[at] ?? null) : value];
      const was = old?.[at] ?? null;
      const change =
        typeof value === "number" && typeof was === "number" && was !== 0
          ? (value - was) / Math.abs(was)
          : null;
      return [value, was, change];
    });
  const joined = now.map((row) => {
    const name = nameOf(row);
    const old = rest.get(name);
    rest.delete(name);
    return join(row, old);
  });
  return [...joined, ...[...rest.values()].map((old) => join(undefined, old))];
}
