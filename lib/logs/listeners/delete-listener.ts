import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";

/** Deletes a listener with its rules; the front closes its port within seconds. @throws NotFoundError */
export async function deleteListener(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "listener:write");
  const { rowCount } = await pool().query("DELETE FROM log_listener WHERE id = $1 AND organization_id = $2", [
    id,
    ctx.actor.organizationId,
  ]);
  if (rowCount === 0) throw new NotFoundError();
}
