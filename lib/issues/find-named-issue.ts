import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { NamedIssue } from "./build-filter";
import { parseShortId } from "./short-id";

/** The issue that a text names when it is exactly a short id (`WEB-4F2`, in any case; of one that was merged, where it went), else null. */
export async function findNamedIssue(ctx: Context, text: string): Promise<NamedIssue | null> {
  const parsed = parseShortId(text);
  if (!parsed) return null;
  const { rows } = await pool().query<NamedIssue>(
    `SELECT i.project_id AS "projectId", i.short_id AS number
       FROM project p
       JOIN issue named ON named.project_id = p.id AND named.short_id = $2
       JOIN issue i ON i.project_id = p.id AND i.id = coalesce(named.merged_into, named.id)
      WHERE p.short_prefix = $1 AND ($3::int[] IS NULL OR p.id = ANY($3))`,
    [parsed.prefix, parsed.number, ctx.actor.projectIds],
  );
  return rows[0] ?? null;
}
