import { isDue, minuteOf, secondOf } from "@/lib/alerts/judge/schedule";
import { pool } from "@/lib/db/pool";
import type { LogEngine } from "@/lib/logs/engine/engine";
import type { SweepContext } from "@/lib/retention/sweep-context";
import type { ThresholdCondition } from "@/lib/alerts/schemas";
import { evaluateRule } from "./evaluate-rule";
import type { OpenIssues } from "./open-issues";

/** Rules that are checked at the same time: one that is slow does not hold the others. */
const AT_ONCE = 3;

/**
 * Checks the rules over measures whose minute has come: each once a minute, or when its cron says. Any number of processes
 * may be at it. After a pause, the last minute is judged and not all that were missed. `failed` hears what keeps a rule from
 * being judged at all. Returns how many were checked here.
 */
export async function evaluateRules(
  { now, signal }: SweepContext,
  {
    open,
    engine,
    failed = rethrow,
  }: { open: OpenIssues; engine?: LogEngine; failed?: (error: Error) => void },
): Promise<number> {
  const { rows } = await pool().query<{
    id: string;
    schedule: ThresholdCondition["schedule"];
    evaluatedUntil: Date | null;
  }>(
    `SELECT id, definition->'condition'->'schedule' AS schedule, evaluated_until AS "evaluatedUntil"
       FROM alert_rule WHERE is_enabled AND kind = 'threshold' AND (evaluated_until IS NULL OR evaluated_until < $1) ORDER BY evaluated_until NULLS FIRST, id`,
    [now],
  );
  const due = rows.flatMap(({ id, schedule, evaluatedUntil }) => {
    const at = minuteOf(now.getTime() - secondOf(id) * 1000);
    return isDue(schedule, evaluatedUntil?.getTime() ?? null, at) ? [{ id, at: new Date(at) }] : [];
  });
  let checked = 0;
  const runners = Array.from({ length: AT_ONCE }, async () => {
    for (let next = due.shift(); next && !signal.aborted; next = due.shift()) {
      try {
        if (await evaluateRule(next.id, { at: next.at, now, open, ...(engine && { engine }) })) checked++;
      } catch (error) {
        failed(error as Error);
      }
    }
  });
  await Promise.all(runners);
  return checked;
}

function rethrow(error: Error): never {
  throw error;
}
