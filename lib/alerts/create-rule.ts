import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors";
import { actorOf } from "@/lib/issues/workflow/actor";
import { checkRule } from "./check-rule";
import { findProjectIds } from "./find-rule";
import { type RuleInput, ruleLimit } from "./schemas";

/**
 * Makes a rule. Its first check comes with the next minute, and of issues it hears what happens from now on.
 * @throws NotFoundError when one of its projects does not exist for the actor
 * @throws QueryFaultsError, InvalidInputError
 * @throws ConflictError when the organization has as many as it may have
 */
export async function createRule(ctx: Context, input: RuleInput, now = new Date()): Promise<{ id: string }> {
  authorize(ctx, "alert:write");
  const projectIds = await findProjectIds(ctx, input.projects);
  await checkRule(ctx, input);
  return transaction(async (db) => {
    const { rows } = await db.query<{ id: string }>(
      `INSERT INTO alert_rule (organization_id, name, project_ids, is_enabled, kind, definition, owner_user, owner_team,
                               evaluated_until, created_by, created_at, updated_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, date_trunc('minute', $10::timestamptz), $9, $10, $10
        WHERE (SELECT count(*) FROM alert_rule WHERE organization_id = $1) < ${ruleLimit}
       RETURNING id`,
      [
        ctx.actor.organizationId,
        input.name,
        projectIds,
        input.isEnabled,
        input.definition.condition.kind,
        JSON.stringify(input.definition),
        input.owner?.type === "user" ? input.owner.id : null,
        input.owner?.type === "team" ? input.owner.id : null,
        ctx.actor.userId,
        now,
      ],
    );
    const rule = rows[0];
    if (!rule)
      throw new ConflictError(`There are at most ${ruleLimit} rules. Delete one that is not needed.`);
    await db.query("INSERT INTO alert_change (rule_id, user_id, kind) VALUES ($1, $2, 'created')", [
      rule.id,
      actorOf(ctx),
    ]);
    return rule;
  });
}
