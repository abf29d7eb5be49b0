import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";

/** The slug of a project and the prefix of its short ids. @throws NotFoundError when it was deleted */
export async function findIssueProject(ctx: Context, id: number): Promise<{ slug: string; prefix: string }> {
  const { rows } = await pool().query<{ slug: string; prefix: string }>(
    `SELECT slug, short_prefix AS prefix FROM project p
      WHERE p.id = $1 AND ($2::int[] IS NULL OR p.id = ANY($2))`,
    [id, ctx.actor.projectIds],
  );
  if (!rows[0]) throw new NotFoundError();
  return rows[0];
}
