import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";

/** Takes somebody out of a team; what is the team's alone no longer exists for them at once. @throws NotFoundError */
export async function removeFromTeam(
  ctx: Context,
  { id, userId }: { id: string; userId: string },
): Promise<void> {
  authorize(ctx, "team:write");
  const { rowCount } = await pool().query(
    `DELETE FROM team_member tm USING team t
      WHERE tm.team_id = t.id AND t.organization_id = $1 AND t.id = $2 AND tm.user_id = $3`,
    [ctx.actor.organizationId, id, userId],
  );
  if (rowCount === 0) throw new NotFoundError();
}
