import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { isSeen } from "./rule-row";
import type { FiringCount } from "./schemas";

/** How many of the rules that the actor sees fire now. */
export async function countFiring(ctx: Context): Promise<FiringCount> {
  authorize(ctx, "alert:read");
  const { rows } = await pool().query<FiringCount>(
    `SELECT count(*)::int AS firing FROM alert_rule r
      WHERE ${isSeen} AND r.is_enabled AND r.kind = 'threshold'
        AND EXISTS (SELECT FROM alert_state a
                     WHERE a.project_id = r.project_ids[1] AND a.rule_id = r.id AND a.status <> 'ok')`,
    [ctx.actor.organizationId, ctx.actor.projectIds],
  );
  return rows[0] ?? { firing: 0 };
}
