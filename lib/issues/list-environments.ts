import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";

/** The names of environments that events came from, by name, at most 200, without hidden ones; of these projects, or of all when none is named. */
export async function listEnvironments(ctx: Context, projects: readonly string[]): Promise<string[]> {
  authorize(ctx, "issue:read");
  const { rows } = await pool().query<{ name: string }>(
    `SELECT DISTINCT e.name
       FROM environment e JOIN project p ON p.id = e.project_id
      WHERE e.name <> '' AND NOT e.is_hidden AND (cardinality($1::text[]) = 0 OR p.slug = ANY($1))
        AND ($2::int[] IS NULL OR p.id = ANY($2))
      ORDER BY e.name
      LIMIT 200`,
    [projects, ctx.actor.projectIds],
  );
  return rows.map((row) => row.name);
}
