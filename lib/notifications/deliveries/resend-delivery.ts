import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, NotFoundError } from "@/lib/errors";

/**
 * Tells the same once more, as a delivery of its own with ids of its own, so that the other side does not take it for one that
 * it has.
 * @throws NotFoundError, and ConflictError while it is on its way
 */
export async function resendDelivery(ctx: Context, id: string): Promise<{ id: string }> {
  authorize(ctx, "channel:write");
  const { rows } = await pool().query<{ status: string }>(
    "SELECT status FROM delivery WHERE project_id = ANY($1) AND id = $2",
    [ctx.actor.projectIds ?? [], id],
  );
  if (!rows[0]) throw new NotFoundError();
  const made = await pool().query<{ id: string }>(
    `INSERT INTO delivery (project_id, organization_id, rule_id, recipient, severity, notification_ids, due_at)
     SELECT project_id, organization_id, rule_id, recipient, severity, notification_ids, now()
       FROM delivery WHERE project_id = ANY($1) AND id = $2 AND status IN ('sent', 'failed', 'dropped')
     RETURNING id`,
    [ctx.actor.projectIds ?? [], id],
  );
  if (!made.rows[0]) throw new ConflictError("It is on its way still, and is tried again by itself.");
  return made.rows[0];
}
