import type { PoolClient } from "pg";
import { countedOf, type Found, isCounted, offsetOf } from "@/lib/alerts/judge/measured";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import type { ThresholdCondition } from "@/lib/alerts/schemas";
import { keepCounts, type Series, sumCounts } from "./keep-counts";
import { measureValues } from "./measure-values";
import type { Stretch } from "./scan-events";

const MINUTE_MS = 60_000;

/** What was found in the window and in the one that it is compared with, by group; without groups under ''. */
export interface Measured {
  now: Map<string, Found>;
  earlier: Map<string, Found> | null;
}

/** Measures the events of the window that ends at `end`, a whole minute. */
export async function measureEvents(
  db: PoolClient,
  rule: JudgedRule,
  condition: ThresholdCondition,
  end: Date,
): Promise<Measured> {
  const window: Stretch = { from: new Date(end.getTime() - condition.windowMinutes * MINUTE_MS), to: end };
  const shift = condition.changeFrom === null ? 0 : offsetOf(condition.changeFrom) * MINUTE_MS;
  const before: Stretch = {
    from: new Date(window.from.getTime() - shift),
    to: new Date(end.getTime() - shift),
  };
  const measure = (stretch: Stretch) =>
    isCounted(condition)
      ? sumWindow(db, rule, condition, stretch, end)
      : measureValues(db, rule, condition, stretch);
  const now = await measure(window);
  return { now, earlier: shift === 0 ? null : await measure(before) };
}

async function sumWindow(
  db: PoolClient,
  rule: JudgedRule,
  condition: ThresholdCondition,
  stretch: Stretch,
  end: Date,
): Promise<Map<string, Found>> {
  const { groupBy, query, measure } = condition;
  const sum = async (series: Series, text: string) => {
    await keepCounts(db, rule, series, { query: text, groupBy }, stretch, end);
    return sumCounts(db, rule, series, stretch, groupBy.length > 0);
  };
  const own = await sum(0, query);
  const others = measure.kind === "ratio" ? await sum(1, measure.other) : new Map<string, number>();
  const keys = new Set([...own.keys(), ...others.keys()]);
  return new Map(
    [...keys].map((key) => [key, countedOf(condition, own.get(key) ?? 0, others.get(key) ?? 0)]),
  );
}
