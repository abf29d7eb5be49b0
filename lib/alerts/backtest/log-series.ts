import { checkSearch, openRuleSearch } from "@/lib/alerts/logs/open-rule-search";
import { writeGroup } from "@/lib/alerts/group-key";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import type { Aggregate, Stage } from "@/lib/logs/query/pipeline/ast";
import { canCount, countLines, readCounters } from "@/lib/logs/query/count-bars";
import { bigOf, textOf } from "@/lib/logs/query/read-cell";
import { planTable } from "@/lib/logs/query/read-table";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { type Series, seriesOf } from "./count-windows";

const MINUTE_MS = 60_000;
const MINUTE = 60_000_000_000n;

type Stretch = { from: number; to: number };

/** Log lines that a query finds, by the minute: by counters, or by one scan. */
export async function readLogSeries(
  rule: JudgedRule,
  query: string,
  groupBy: readonly string[],
  { from, to }: Stretch,
  known?: Iterable<string>,
  engine?: LogEngine,
): Promise<Series> {
  const search = await openRuleSearch(rule, query, { from: new Date(from), to: new Date(to) }, engine);
  if (groupBy.length === 0) {
    const bars = canCount(search)
      ? await readCounters(search, MINUTE)
      : await countLines(search, MINUTE, search.range);
    const counts = (bars ?? []).map(({ bar, count }) => ({
      group: "",
      at: Number(bar / 1_000_000n),
      quantity: count,
    }));
    return seriesOf(counts, { from, to }, MINUTE_MS);
  }
  const count: Aggregate = { call: { type: "call", name: "count", args: [] }, alias: "n" };
  const found = await chart(search, groupBy, count, 1);
  const counts = found.map(({ at, value, group }) => ({ group, at, quantity: value ?? 0 }));
  return seriesOf(counts, { from, to }, MINUTE_MS, known);
}

/** The measure of a field of log lines, for windows that follow each other. */
export async function readLogValues(
  rule: JudgedRule,
  query: string,
  aggregate: Aggregate,
  minutes: number,
  { from, to }: Stretch,
  engine?: LogEngine,
): Promise<{ at: number; value: number | null }[]> {
  const search = await openRuleSearch(rule, query, { from: new Date(from), to: new Date(to) }, engine);
  return chart(search, [], { ...aggregate, alias: "n" }, minutes);
}

async function chart(
  search: Awaited<ReturnType<typeof openRuleSearch>>,
  groupBy: readonly string[],
  aggregate: Aggregate,
  minutes: number,
): Promise<{ at: number; value: number | null; group: string }[]> {
  const [key] = groupBy;
  const stage: Stage = {
    verb: "timechart",
    step: { amount: minutes, unit: "m" },
    aggregates: [aggregate],
    by: key === undefined ? null : { expression: { type: "name", name: key, isTag: false }, alias: "k" },
  };
  const plan = planTable(search, [...search.question.lineStages, stage], search.range, null);
  checkSearch({ ...search, question: { ...search.question, tableStages: [] } });
  if (plan === null) throw new Error("The query cannot be replayed.");
  const place = (name: string) => plan.columns.findIndex((column) => column.name === name);
  const time = plan.columns.findIndex(({ type }) => type === "time");
  const rows = await search.run(plan.sql, plan.frame, search.range);
  return rows.map((row) => {
    const value = row[place("n")];
    return {
      at: Number(bigOf(row[time]) / 1_000_000n),
      value: typeof value === "number" ? value : null,
      group: key === undefined ? "" : writeGroup([key], [textOf(row[place("k")])]),
    };
  });
}
