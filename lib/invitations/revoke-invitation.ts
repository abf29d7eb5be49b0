import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";

/** Makes the link of a pending invitation worthless. @throws NotFoundError */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "invitation:write");
  const { rowCount } = await pool().query(
    `UPDATE invitation SET status = 'canceled'
      WHERE id = $2 AND organization_id = $1 AND status = 'pending'`,
    [ctx.actor.organizationId, id],
  );
  if (rowCount === 0) {
    throw new NotFoundError("This invitation is no longer here. It may have been accepted.");
  }
}
