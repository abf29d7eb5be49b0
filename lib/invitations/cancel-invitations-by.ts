import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";

/**
 * Ends the pending invitations of somebody who may not send them any more: a link is worth no more than who made it.
 * With `keep` only those that would make an owner.
 */
export async function cancelInvitationsBy(
  ctx: Context,
  db: PoolClient,
  userId: string,
  { keep }: { keep: boolean },
): Promise<void> {
  await db.query(
    `UPDATE invitation SET status = 'canceled'
      WHERE organization_id = $1 AND inviter_id = $2 AND status = 'pending' AND (role = 'owner' OR NOT $3)`,
    [ctx.actor.organizationId, userId, keep],
  );
}
