import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { People } from "./schemas";

/** The people and teams of the organization, for pickers: who can be asked, assigned, mentioned. */
export async function listPeople(ctx: Context): Promise<People> {
  authorize(ctx, "member:read");
  const { organizationId, userId } = ctx.actor;
  const [members, teams] = await Promise.all([
    pool().query<People["members"][number]>(
      `SELECT u.id, u.name, u.email, m.role
         FROM member m JOIN app_user u ON u.id = m.user_id
        WHERE m.organization_id = $1
        ORDER BY lower(u.name), u.email`,
      [organizationId],
    ),
    pool().query<People["teams"][number]>(
      `SELECT t.id, t.slug, t.name, count(tm.user_id)::int AS "memberCount",
              coalesce(bool_or(tm.user_id = $2), false) AS "isMine"
         FROM team t LEFT JOIN team_member tm ON tm.team_id = t.id
        WHERE t.organization_id = $1
        GROUP BY t.id
        ORDER BY lower(t.name), t.slug`,
      [organizationId, userId],
    ),
  ]);
  return { members: members.rows, teams: teams.rows };
}
