import type { PoolClient } from "pg";
import { barMinutes } from "@/lib/alerts/judge/bar-minutes";
import { homeOf } from "@/lib/alerts/rule-row";
import type { ThresholdRule } from "./load-rule";

const MINUTE_MS = 60_000;

/** How many events each group had lately, a bar a minute or more, oldest first; of what is counted by minute. */
export async function readBars(
  db: PoolClient,
  rule: ThresholdRule,
  groups: readonly string[],
  at: Date,
): Promise<Map<string, number[]>> {
  const { condition } = rule.definition;
  const step = barMinutes(condition.windowMinutes) * MINUTE_MS;
  const count = Math.ceil((condition.windowMinutes * MINUTE_MS) / step);
  const from = at.getTime() - count * step;
  const { rows } = await db.query<{ group: string; bar: number; quantity: number }>(
    `SELECT group_key AS group, floor(extract(epoch FROM minute - $4::timestamptz) * 1000 / $6::int)::int AS bar, sum(quantity)::float8 AS quantity
       FROM alert_count
      WHERE project_id = $1 AND rule_id = $2 AND series = 0 AND group_key = ANY ($3::text[]) AND minute >= $4 AND minute < $5
      GROUP BY 1, 2`,
    [homeOf(rule), rule.id, groups, new Date(from), at, step],
  );
  const known = new Set(rows.map(({ group }) => group));
  const bars = new Map([...known].map((group) => [group, Array.from({ length: count }, () => 0)]));
  for (const { group, bar, quantity } of rows) {
    const own = bars.get(group);
    if (own && bar >= 0 && bar < count) own[bar] = quantity;
  }
  return bars;
}
