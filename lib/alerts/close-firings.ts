import type { PoolClient } from "pg";
import { resolveIssues } from "./resolve-issues";
import { homeOf, type RuleRow } from "./rule-row";

/**
 * Ends what a rule has going on, without a word, and forgets what it counted: it is judged anew, or not any more. The issues
 * that its breaches opened are resolved.
 */
export async function closeFirings(db: PoolClient, rule: RuleRow, now: Date): Promise<void> {
  const key = [homeOf(rule), rule.id];
  const { rows } = await db.query<{ issueId: number | null }>(
    `UPDATE alert_firing SET ended_at = greatest(started_at, $3)
      WHERE project_id = $1 AND rule_id = $2 AND ended_at IS NULL RETURNING issue_id AS "issueId"`,
    [...key, now],
  );
  await db.query("DELETE FROM alert_state WHERE project_id = $1 AND rule_id = $2", key);
  await db.query("DELETE FROM alert_count WHERE project_id = $1 AND rule_id = $2", key);
  await resolveIssues(
    db,
    homeOf(rule),
    rows.flatMap(({ issueId }) => (issueId === null ? [] : [issueId])),
  );
}
