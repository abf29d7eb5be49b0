import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { TeamRow } from "./schemas";

/** The teams of the organization by name. */
export async function listTeams(ctx: Context): Promise<TeamRow[]> {
  authorize(ctx, "team:read");
  const { organizationId, userId, projectIds } = ctx.actor;
  const { rows } = await pool().query<TeamRow>(
    `SELECT t.id, t.slug, t.name,
            EXISTS (SELECT FROM team_member tm WHERE tm.team_id = t.id AND tm.user_id = $2) AS "isMine",
            coalesce((SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email)
                                      ORDER BY lower(u.name), u.email)
                        FROM team_member tm JOIN app_user u ON u.id = tm.user_id
                       WHERE tm.team_id = t.id), '[]') AS members,
            coalesce((SELECT json_agg(json_build_object('slug', p.slug, 'name', p.name, 'isAlone', NOT EXISTS (
                                        SELECT FROM project_team other
                                         WHERE other.project_id = p.id AND other.team_id <> t.id))
                                      ORDER BY lower(p.name), p.id)
                        FROM project_team pt JOIN project p ON p.id = pt.project_id
                       WHERE pt.team_id = t.id AND ($3::int[] IS NULL OR p.id = ANY($3))), '[]') AS projects
       FROM team t
      WHERE t.organization_id = $1
      ORDER BY lower(t.name), t.slug`,
    [organizationId, userId, projectIds],
  );
  return rows;
}
