import type { Measured } from "@/lib/alerts/events/measure-events";
import { isCounted } from "@/lib/alerts/judge/measured";
import { minuteOf } from "@/lib/alerts/judge/schedule";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import type { ThresholdCondition } from "@/lib/alerts/schemas";
import { aggregateOf } from "@/lib/alerts/logs/measure-logs";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { groupsReplayed, measureSeries, type Series } from "./count-windows";
import { readEventSeries } from "./event-series";
import { readLogSeries, readLogValues } from "./log-series";

const MINUTE_MS = 60_000;

/** What checks would have measured. */
export interface Past {
  measureAt: (at: number) => Measured;
  stepMs: number;
  groups: number;
  notes: string[];
}

const NOTHING: Measured = { now: new Map(), earlier: null };

/** The past of a condition, as exactly as it can be had. */
export async function readPast(
  rule: JudgedRule,
  condition: ThresholdCondition,
  stretch: { from: number; to: number },
  engine?: LogEngine,
): Promise<Past> {
  const { dataset, measure, windowMinutes } = condition;
  if (isCounted(condition)) return readCounts(rule, condition, stretch, engine);
  const aggregate = dataset === "logs" ? aggregateOf(measure) : null;
  if (aggregate === null) {
    const what = measure.kind === "new_pattern" ? "New patterns" : "Values inside of events";
    return { measureAt: () => NOTHING, stepMs: MINUTE_MS, groups: 0, notes: [`${what} cannot be replayed.`] };
  }
  const stepMs = windowMinutes * MINUTE_MS;
  const values = await readLogValues(rule, condition.query, aggregate, windowMinutes, stretch, engine);
  const byEnd = new Map(values.map(({ at, value }) => [at + stepMs, value]));
  const notes = ["Replayed by windows that follow each other, not every minute."];
  if (condition.groupBy.length > 0) notes.push("Replayed as a whole, without groups.");
  if (condition.minimum > 0) notes.push("The minimum is not looked at.");
  return {
    measureAt: (at) => {
      const value = byEnd.get(Math.floor(at / stepMs) * stepMs) ?? null;
      const key = condition.groupBy.length > 0 ? "*" : "";
      return { now: new Map([[key, { value, basis: Number.MAX_SAFE_INTEGER }]]), earlier: null };
    },
    stepMs,
    groups: 1,
    notes,
  };
}

async function readCounts(
  rule: JudgedRule,
  condition: ThresholdCondition,
  { from, to }: { from: number; to: number },
  engine?: LogEngine,
): Promise<Past> {
  const { dataset, measure, query, groupBy } = condition;
  const stretch = { from: minuteOf(from), to };
  const notes: string[] = [];
  const isWhole = dataset === "logs" && groupBy.length > 1;
  if (isWhole) notes.push("Replayed as a whole, without groups.");
  const read = async (text: string, known?: Iterable<string>): Promise<Series | null> => {
    if (dataset === "logs") return readLogSeries(rule, text, isWhole ? [] : groupBy, stretch, known, engine);
    const { series, notes: own } = await readEventSeries(rule, text, groupBy, stretch, known);
    notes.push(...own.filter((note) => !notes.includes(note)));
    return series;
  };
  const own = await read(query);
  const other = measure.kind === "ratio" ? await read(measure.other, own?.groups.keys()) : null;
  if (own === null || (measure.kind === "ratio" && (other === null || other.stepMs !== own.stepMs)))
    return { measureAt: () => NOTHING, stepMs: MINUTE_MS, groups: 0, notes };
  if (own.isCut) notes.push(`Only the ${groupsReplayed} groups with most are replayed.`);
  const replayed: ThresholdCondition = isWhole ? { ...condition, groupBy: [] } : condition;
  return {
    measureAt: measureSeries(replayed, own, other),
    stepMs: own.stepMs,
    groups: own.groups.size,
    notes,
  };
}
