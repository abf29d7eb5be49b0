import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";

/** Puts a member into a team; who is in it already stays. @throws NotFoundError for a team or a person of elsewhere */
export async function addToTeam(ctx: Context, { id, userId }: { id: string; userId: string }): Promise<void> {
  authorize(ctx, "team:write");
  const { rowCount } = await pool().query(
    `WITH found AS (
       SELECT t.id, m.user_id
         FROM team t
         JOIN member m ON m.organization_id = t.organization_id AND m.user_id = $3
        WHERE t.id = $2 AND t.organization_id = $1
          FOR SHARE OF m
     ), added AS (
       INSERT INTO team_member (team_id, user_id) SELECT id, user_id FROM found ON CONFLICT DO NOTHING
     )
     SELECT FROM found`,
    [ctx.actor.organizationId, id, userId],
  );
  if (rowCount === 0) throw new NotFoundError();
}
