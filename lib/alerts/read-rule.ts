import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { nextDue, secondOf } from "./judge/schedule";
import { homeOf, isSeen } from "./rule-row";
import { type SummaryRow, summaryColumns, summaryJoins, toSummary } from "./rule-summary";
import { type AlertStatus, groupLimit, type RuleDetail } from "./schemas";

/** A rule with its groups, the worst first. @throws NotFoundError */
export async function readRule(ctx: Context, id: string): Promise<RuleDetail> {
  authorize(ctx, "alert:read");
  const { rows } = await pool().query<SummaryRow>(
    `SELECT ${summaryColumns} FROM alert_rule r ${summaryJoins} WHERE ${isSeen} AND r.id = $3`,
    [ctx.actor.organizationId, ctx.actor.projectIds, id],
  );
  const rule = rows[0];
  if (!rule) throw new NotFoundError();
  const { rows: groups } = await pool().query<{
    key: string;
    status: AlertStatus;
    since: Date;
    value: number | null;
  }>(
    `SELECT group_key AS key, status, since, value FROM alert_state WHERE project_id = $1 AND rule_id = $2
      ORDER BY status = 'ok', status = 'warning', since, group_key LIMIT ${groupLimit}`,
    [homeOf(rule), id],
  );
  return {
    ...toSummary(ctx, rule),
    definition: rule.definition,
    groups: groups.map((group) => ({ ...group, since: group.since.toISOString() })),
    nextCheckAt: nextCheckOf(rule),
  };
}

/** A minute is judged a few seconds after its end, at the rule's own second. */
function nextCheckOf({ id, isEnabled, definition, evaluatedUntil }: SummaryRow): string | null {
  const { condition } = definition;
  if (!isEnabled || condition.kind === "issue") return null;
  const due = nextDue(condition.schedule, evaluatedUntil?.getTime() ?? Date.now());
  return due === null ? null : new Date(due + secondOf(id) * 1000).toISOString();
}
