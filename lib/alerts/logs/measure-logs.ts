import { writeGroup } from "@/lib/alerts/group-key";
import { countedOf, type Found, isCounted, offsetOf } from "@/lib/alerts/judge/measured";
import type { Measured } from "@/lib/alerts/events/measure-events";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import { groupLimit, type ThresholdCondition } from "@/lib/alerts/schemas";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { canCount, readCounters } from "@/lib/logs/query/count-bars";
import type { Search } from "@/lib/logs/query/open-search";
import type { Aggregate, Stage } from "@/lib/logs/query/pipeline/ast";
import { textOf } from "@/lib/logs/query/read-cell";
import { planTable } from "@/lib/logs/query/read-table";
import { countNewPatterns } from "./count-new-patterns";
import { checkSearch, openRuleSearch, timeoutMs } from "./open-rule-search";

const MINUTE_MS = 60_000;
const MINUTE = 60_000_000_000n;

type Stretch = { from: Date; to: Date };

/** Measures the log lines of the window that ends at `end`, a whole minute. */
export async function measureLogs(
  rule: JudgedRule,
  condition: ThresholdCondition,
  end: Date,
  engine?: LogEngine,
): Promise<Measured> {
  const window = { from: new Date(end.getTime() - condition.windowMinutes * MINUTE_MS), to: end };
  if (condition.measure.kind === "new_pattern") {
    const search = await openRuleSearch(rule, condition.query, window, engine);
    const value = await countNewPatterns(search);
    return { now: new Map([["", { value, basis: value }]]), earlier: null };
  }
  const now = await measureWindow(rule, condition, window, engine);
  if (condition.changeFrom === null) return { now, earlier: null };
  const shift = offsetOf(condition.changeFrom) * MINUTE_MS;
  const before = { from: new Date(window.from.getTime() - shift), to: new Date(end.getTime() - shift) };
  return { now, earlier: await measureWindow(rule, condition, before, engine) };
}

async function measureWindow(
  rule: JudgedRule,
  condition: ThresholdCondition,
  stretch: Stretch,
  engine?: LogEngine,
): Promise<Map<string, Found>> {
  const { measure, query, groupBy } = condition;
  const open = (text: string) => openRuleSearch(rule, text, stretch, engine);
  if (!isCounted(condition)) return readGroups(await open(query), groupBy, aggregateOf(measure));
  const own = await countGroups(await open(query), groupBy);
  const others =
    measure.kind === "ratio"
      ? await countGroups(await open(measure.other), groupBy)
      : new Map<string, number>();
  const keys = new Set([...own.keys(), ...others.keys()]);
  return new Map(
    [...keys].map((key) => [key, countedOf(condition, own.get(key) ?? 0, others.get(key) ?? 0)]),
  );
}

/** Counters by minute answer what they can; the engine all else. */
async function countGroups(search: Search, groupBy: readonly string[]): Promise<Map<string, number>> {
  if (groupBy.length === 0 && canCount(search)) {
    const bars = (await readCounters(search, MINUTE)) ?? [];
    return new Map([["", bars.reduce((sum, { count }) => sum + count, 0)]]);
  }
  const found = await readGroups(search, groupBy, null);
  return new Map([...found].map(([key, { basis }]) => [key, basis]));
}

/** How a pipeline asks for a measure of a field; null for all others. */
export function aggregateOf(measure: ThresholdCondition["measure"]): Aggregate | null {
  if (!("field" in measure)) return null;
  const name =
    measure.kind === "unique" ? "uniq" : measure.kind === "average" ? "avg" : `p${measure.percentile}`;
  return {
    call: { type: "call", name, args: [{ type: "name", name: measure.field, isTag: false }] },
    alias: "v",
  };
}

/** One row a group, those of most lines first: how many lines, and the measure. */
async function readGroups(
  search: Search,
  groupBy: readonly string[],
  aggregate: Aggregate | null,
): Promise<Map<string, Found>> {
  const count: Aggregate = { call: { type: "call", name: "count", args: [] }, alias: "n" };
  const stages: Stage[] = [
    ...search.question.lineStages,
    {
      verb: "stats",
      aggregates: aggregate ? [count, aggregate] : [count],
      by: groupBy.map((name, place) => ({
        expression: { type: "name", name, isTag: false },
        alias: `k${place}`,
      })),
    },
    { verb: "sort", keys: [{ expression: { type: "name", name: "n", isTag: false }, isDescending: true }] },
  ];
  const plan = planTable(search, stages, search.range, groupLimit);
  checkSearch({ ...search, question: { ...search.question, tableStages: [] } });
  if (plan === null) throw new Error("The query cannot be used in an alert.");
  const place = (name: string) => plan.columns.findIndex((column) => column.name === name);
  const rows = await search.run(plan.sql, plan.frame, search.range, timeoutMs);
  return new Map(
    rows.map((row) => {
      const values = groupBy.map((_, at) => textOf(row[place(`k${at}`)]));
      const value = aggregate ? row[place("v")] : row[place("n")];
      return [
        writeGroup(groupBy, values),
        { value: typeof value === "number" ? value : null, basis: Number(row[place("n")] ?? 0) },
      ];
    }),
  );
}
