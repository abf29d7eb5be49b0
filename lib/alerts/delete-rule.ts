import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { closeFirings } from "./close-firings";
import { lockRule } from "./find-rule";

/**
 * Deletes a rule; what it has going on ends, and its issues are resolved. What it told stays in the log of deliveries.
 * @throws NotFoundError, ForbiddenError
 */
export async function deleteRule(ctx: Context, id: string, now = new Date()): Promise<void> {
  authorize(ctx, "alert:write");
  await transaction(async (db) => {
    const rule = await lockRule(db, ctx, id);
    await closeFirings(db, rule, now);
    await db.query("DELETE FROM alert_rule WHERE id = $1", [id]);
  });
}
