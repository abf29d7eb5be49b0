import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { AutoAssignInput } from "./schemas";

/** Turns on or off that new issues go to their owners. Issues from before are left alone. @throws NotFoundError */
export async function setAutoAssign(
  ctx: Context,
  { slug, isOn }: AutoAssignInput & { slug: string },
): Promise<void> {
  authorize(ctx, "ownership:write");
  const { rowCount } = await pool().query(
    `UPDATE project p
        SET is_auto_assigning = $3,
            auto_assigning_since = CASE WHEN $3 AND NOT p.is_auto_assigning THEN now() ELSE p.auto_assigning_since END
      WHERE p.slug = $1 AND ($2::int[] IS NULL OR p.id = ANY($2))`,
    [slug, ctx.actor.projectIds, isOn],
  );
  if (rowCount === 0) throw new NotFoundError();
}
