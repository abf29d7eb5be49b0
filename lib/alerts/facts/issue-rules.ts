import { pool } from "@/lib/db/pool";
import { type JudgedRule, teamsColumn } from "@/lib/alerts/rule-context";
import { ruleColumns } from "@/lib/alerts/rule-row";
import type { IssueCondition } from "@/lib/alerts/schemas";

/** A rule over issues. */
export type IssueRule = JudgedRule & { definition: { condition: IssueCondition } };

/** The rules over issues that are switched on, by project. */
export async function readIssueRules(projectIds: readonly number[]): Promise<Map<number, IssueRule[]>> {
  const { rows } = await pool().query<IssueRule>(
    `SELECT ${ruleColumns}, ${teamsColumn} FROM alert_rule r
      WHERE r.is_enabled AND r.kind = 'issue' AND r.project_ids && $1::int[] ORDER BY r.id`,
    [projectIds],
  );
  return new Map(projectIds.map((id) => [id, rows.filter((rule) => rule.projectIds.includes(id))]));
}
