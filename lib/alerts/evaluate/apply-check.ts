import type { PoolClient } from "pg";
import { resolveIssues } from "@/lib/alerts/resolve-issues";
import { homeOf } from "@/lib/alerts/rule-row";
import type { ThresholdRule } from "./load-rule";
import type { GroupPlan } from "./plan-group";

/** Somebody else judged the rule meanwhile, or changed it: nothing of this check may count. */
export class OvertakenError extends Error {}

/**
 * Writes what a check found, in one transaction with the minute up to which the rule is judged. The rule has to be as it was
 * when it was measured.
 * @throws OvertakenError
 */
export async function applyCheck(
  db: PoolClient,
  rule: ThresholdRule,
  plans: readonly GroupPlan[],
  at: Date,
  issueIds: ReadonlyMap<string, number>,
): Promise<void> {
  const { rowCount } = await db.query(
    `UPDATE alert_rule SET evaluated_until = $2, trouble = ''
      WHERE id = $1 AND is_enabled AND updated_at = $3 AND evaluated_until IS NOT DISTINCT FROM $4`,
    [rule.id, at, rule.updatedAt, rule.evaluatedUntil],
  );
  if (rowCount === 0) throw new OvertakenError();
  await writeStates(db, rule, plans, at);
  await writeFirings(db, rule, plans, issueIds);
  const over = plans.flatMap(({ firing }) =>
    firing?.endedAt && firing.issueId !== null ? [firing.issueId] : [],
  );
  await resolveIssues(db, homeOf(rule), over);
}

async function writeStates(
  db: PoolClient,
  rule: ThresholdRule,
  plans: readonly GroupPlan[],
  at: Date,
): Promise<void> {
  const key = [homeOf(rule), rule.id];
  const forgotten = plans.filter(({ check }) => check.isForgotten).map(({ check }) => check.key);
  if (forgotten.length > 0) {
    await db.query(
      "DELETE FROM alert_state WHERE project_id = $1 AND rule_id = $2 AND group_key = ANY ($3::text[])",
      [...key, forgotten],
    );
  }
  const kept = plans.filter(({ check }) => !check.isForgotten);
  await db.query(
    `INSERT INTO alert_state (project_id, rule_id, group_key, status, since, value, streak, firing_id, told_at, updated_at)
     SELECT $1, $2, t.group_key, t.status, t.since, t.value, t.streak, t.firing_id, t.told_at, $3
       FROM unnest($4::text[], $5::text[], $6::timestamptz[], $7::float8[], $8::int[], $9::uuid[], $10::timestamptz[])
            AS t (group_key, status, since, value, streak, firing_id, told_at)
     ON CONFLICT (project_id, rule_id, group_key) DO UPDATE
       SET status = EXCLUDED.status, since = EXCLUDED.since, value = EXCLUDED.value, streak = EXCLUDED.streak,
           firing_id = EXCLUDED.firing_id, told_at = EXCLUDED.told_at, updated_at = EXCLUDED.updated_at`,
    [
      ...key,
      at,
      kept.map(({ check }) => check.key),
      kept.map(({ check }) => check.state.status),
      kept.map(({ check }) => time(check.state.since)),
      kept.map(({ check }) => check.value),
      kept.map(({ check }) => check.state.streak),
      kept.map(({ firing, check }) => (check.state.status === "ok" ? null : (firing?.id ?? null))),
      kept.map(({ toldAt }) => time(toldAt)),
    ],
  );
}

async function writeFirings(
  db: PoolClient,
  rule: ThresholdRule,
  plans: readonly GroupPlan[],
  issueIds: ReadonlyMap<string, number>,
): Promise<void> {
  for (const { check, firing } of plans) {
    if (firing === null) continue;
    await db.query(
      `INSERT INTO alert_firing (project_id, id, rule_id, group_key, severity, started_at, ended_at, peak, issue_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (project_id, id) DO UPDATE
         SET severity = EXCLUDED.severity, ended_at = EXCLUDED.ended_at, peak = EXCLUDED.peak`,
      [
        homeOf(rule),
        firing.id,
        rule.id,
        check.key,
        firing.severity,
        new Date(firing.startedAt),
        firing.endedAt === null ? null : new Date(firing.endedAt),
        firing.peak,
        firing.issueId ?? issueIds.get(firing.id) ?? null,
      ],
    );
  }
}

function time(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
