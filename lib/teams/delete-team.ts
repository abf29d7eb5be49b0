import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";

/** Deletes a team. Projects that were given to it alone are everybody's from then on. @throws NotFoundError */
export async function deleteTeam(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "team:write");
  const { rowCount } = await pool().query("DELETE FROM team WHERE id = $2 AND organization_id = $1", [
    ctx.actor.organizationId,
    id,
  ]);
  if (rowCount === 0) throw new NotFoundError();
}
