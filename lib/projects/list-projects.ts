import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { levelName } from "@/lib/events/level";
import type { NavProject } from "./schemas";

/** An unresolved count stops here: the number is for the eye, and the index is read no further than this. */
export const unresolvedCap = 1000;

type Row = Omit<NavProject, "worstLevel"> & { worstLevel: number | null };

/** All projects by name, with what is open in each. Reads at most 1,000 index entries per project. */
export async function listProjectsForNav(ctx: Context): Promise<NavProject[]> {
  authorize(ctx, "project:read");
  const { rows } = await pool().query<Row>(
    `SELECT p.id, p.slug, p.name, p.platform, o.count AS "unresolvedCount", o.worst AS "worstLevel",
            (SELECT count(*) FROM (SELECT 1 FROM dead_letter WHERE project_id = p.id LIMIT $1) AS kept) AS "deadLetterCount"
       FROM project p
      CROSS JOIN LATERAL (
        SELECT count(*) AS count, max(level) AS worst
          FROM (SELECT level FROM issue
                 WHERE project_id = p.id AND status = 'unresolved'
                 ORDER BY last_seen DESC LIMIT $1) AS recent
      ) AS o
      WHERE $2::int[] IS NULL OR p.id = ANY($2)
      ORDER BY lower(p.name), p.id`,
    [unresolvedCap, ctx.actor.projectIds],
  );
  return rows.map((row) => ({
    ...row,
    worstLevel: row.worstLevel === null ? null : levelName(row.worstLevel),
  }));
}
