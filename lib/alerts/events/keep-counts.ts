import type { PoolClient } from "pg";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import { homeOf } from "@/lib/alerts/rule-row";
import { isInside, planEventQuery } from "./plan-query";
import { columnOf } from "./event-fields";
import { countEvents } from "./count-events";
import type { Stretch } from "./scan-events";

const MINUTE_MS = 60_000;
/** So many of the last minutes are counted again: what was received then may have been stored since. */
const RECOUNTED = 3;
/** Groups that are kept of what is counted at once, those with most events. */
const MOST_GROUPS = 1_000;

/** Which of the two queries of a ratio. */
export type Series = 0 | 1;

/**
 * Counts those minutes of a stretch (whole minutes) that were not counted yet, and the last ones before `end` again. The
 * minute's total stands under the group '', also when it is 0: so it is known that it was counted. Where events are read one
 * by one, a rule does not look back to before it began.
 */
export async function keepCounts(
  db: PoolClient,
  rule: JudgedRule,
  series: Series,
  { query, groupBy }: { query: string; groupBy: readonly string[] },
  { from, to }: Stretch,
  end: Date,
): Promise<void> {
  const key = [homeOf(rule), rule.id, series];
  const { rows } = await db.query<{ minute: Date }>(
    `SELECT minute FROM alert_count
      WHERE project_id = $1 AND rule_id = $2 AND series = $3 AND group_key = '' AND minute >= $4 AND minute < $5`,
    [...key, from, to],
  );
  const counted = new Set(rows.map(({ minute }) => minute.getTime()));
  const again = end.getTime() - RECOUNTED * MINUTE_MS;
  const missing: number[] = [];
  for (let minute = from.getTime(); minute < to.getTime(); minute += MINUTE_MS)
    if (!counted.has(minute) || minute >= again) missing.push(minute);
  for (const run of runsOf(missing)) {
    const first = needsInsides(query, groupBy) ? Math.max(run.from, Math.min(again, run.to)) : run.from;
    const counts =
      first < run.to
        ? await countEvents(db, rule, query, groupBy, { from: new Date(first), to: new Date(run.to) })
        : [];
    await store(db, key, run, groupBy.length === 0 ? counts : [...counts, ...totalsOf(counts)]);
  }
}

function needsInsides(query: string, groupBy: readonly string[]): boolean {
  return (
    planEventQuery(query).plan.inner.type !== "all" ||
    groupBy.some((field) => columnOf(field) === null || isInside(field, false))
  );
}

type Run = { from: number; to: number };

/** Minutes in order, as stretches without a gap. */
function runsOf(minutes: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const minute of minutes) {
    const last = runs.at(-1);
    if (last && last.to === minute) last.to = minute + MINUTE_MS;
    else runs.push({ from: minute, to: minute + MINUTE_MS });
  }
  return runs;
}

type Count = { minute: number; group: string; quantity: number };

function totalsOf(counts: readonly Count[]): Count[] {
  const totals = new Map<number, number>();
  for (const { minute, quantity } of counts) totals.set(minute, (totals.get(minute) ?? 0) + quantity);
  return [...totals].map(([minute, quantity]) => ({ minute, group: "", quantity }));
}

async function store(
  db: PoolClient,
  key: unknown[],
  { from, to }: Run,
  counts: readonly Count[],
): Promise<void> {
  const zeros: Count[] = [];
  const totals = new Set(counts.filter(({ group }) => group === "").map(({ minute }) => minute));
  for (let minute = from; minute < to; minute += MINUTE_MS)
    if (!totals.has(minute)) zeros.push({ minute, group: "", quantity: 0 });
  const own = counts.filter(({ group }) => group === "");
  const groups = counts.filter(({ group }) => group !== "").toSorted((a, b) => b.quantity - a.quantity);
  const all = [...zeros, ...own, ...groups.slice(0, MOST_GROUPS * Math.max(1, totals.size))];
  await db.query(
    "DELETE FROM alert_count WHERE project_id = $1 AND rule_id = $2 AND series = $3 AND minute >= $4 AND minute < $5",
    [...key, new Date(from), new Date(to)],
  );
  await db.query(
    `INSERT INTO alert_count (project_id, rule_id, series, group_key, minute, quantity)
     SELECT $1, $2, $3, * FROM unnest($4::text[], $5::timestamptz[], $6::bigint[])`,
    [
      ...key,
      all.map(({ group }) => group),
      all.map(({ minute }) => new Date(minute)),
      all.map(({ quantity }) => quantity),
    ],
  );
}

/** Events of each group in a stretch that was counted; without groups under ''. */
export async function sumCounts(
  db: PoolClient,
  rule: JudgedRule,
  series: Series,
  { from, to }: Stretch,
  isGrouped: boolean,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ group: string; quantity: number }>(
    `SELECT group_key AS group, sum(quantity)::float8 AS quantity FROM alert_count
      WHERE project_id = $1 AND rule_id = $2 AND series = $3 AND minute >= $4 AND minute < $5 AND (group_key <> '') = $6
      GROUP BY 1`,
    [homeOf(rule), rule.id, series, from, to, isGrouped],
  );
  return new Map(rows.map(({ group, quantity }) => [group, quantity]));
}
