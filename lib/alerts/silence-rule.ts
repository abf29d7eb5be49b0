import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { actorOf } from "@/lib/issues/workflow/actor";
import { lockRule } from "./find-rule";
import type { SilenceRuleInput } from "./schemas";

/**
 * Keeps a rule from telling anybody until a time; null lets it tell again. It is judged all the same, and what is still true
 * afterwards is told then.
 * @throws NotFoundError, ForbiddenError
 */
export async function silenceRule(ctx: Context, id: string, { until }: SilenceRuleInput): Promise<void> {
  authorize(ctx, "alert:write");
  await transaction(async (db) => {
    await lockRule(db, ctx, id);
    await db.query("UPDATE alert_rule SET silenced_until = $2 WHERE id = $1", [id, until]);
    await db.query(
      "INSERT INTO alert_change (rule_id, user_id, kind, data) VALUES ($1, $2, 'silenced', $3)",
      [id, actorOf(ctx), JSON.stringify({ until })],
    );
  });
}
