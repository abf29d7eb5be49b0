import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { isSeen } from "./rule-row";
import { type SummaryRow, summaryColumns, summaryJoins, toSummary } from "./rule-summary";
import type { ListRulesInput, RuleSummary } from "./schemas";

/** The rules that the actor sees, what fires first, then by name; of some projects only, if these are named. */
export async function listRules(
  ctx: Context,
  { project }: ListRulesInput,
): Promise<{ rules: RuleSummary[] }> {
  authorize(ctx, "alert:read");
  const { rows } = await pool().query<SummaryRow>(
    `SELECT ${summaryColumns}
       FROM alert_rule r ${summaryJoins}
      WHERE ${isSeen}
        AND (cardinality($3::text[]) = 0 OR r.project_ids && ARRAY(SELECT id FROM project WHERE slug = ANY ($3::text[])
                                                                    AND ($2::int[] IS NULL OR id = ANY ($2))))
      ORDER BY coalesce(s.rank, 0) DESC, lower(r.name), r.id`,
    [ctx.actor.organizationId, ctx.actor.projectIds, project],
  );
  return { rules: rows.map((row) => toSummary(ctx, row)) };
}
