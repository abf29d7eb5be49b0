import { type Actor, roles } from "@/lib/context";
import { pool } from "@/lib/db/pool";

type Membership = Pick<Actor, "role" | "organizationId" | "teamIds" | "projectIds">;

/** A membership as `membershipSql` selects it: the role may be one that this version does not know. */
export type MembershipRow = { role: string; organizationId: string; teamIds: string[]; projectIds: number[] };

/**
 * SQL for what `readMembership` says, of a person and the organization that a session works in (both as SQL): one row or
 * none. Owners and admins have all projects of the organization, others those of their teams and those given to no team.
 */
export function membershipSql(userId: string, activeOrganizationId: string): string {
  return `
  SELECT m.role, m.organization_id AS "organizationId", own.teams AS "teamIds",
         ARRAY(SELECT p.id FROM project p
                WHERE p.organization_id = m.organization_id
                  AND (m.role IN ('owner', 'admin')
                       OR NOT EXISTS (SELECT FROM project_team t WHERE t.project_id = p.id)
                       OR EXISTS (SELECT FROM project_team t WHERE t.project_id = p.id AND t.team_id = ANY(own.teams)))
                ORDER BY p.id) AS "projectIds"
    FROM member m
   CROSS JOIN LATERAL (
     SELECT ARRAY(SELECT t.id FROM team_member tm JOIN team t ON t.id = tm.team_id
                   WHERE tm.user_id = m.user_id AND t.organization_id = m.organization_id
                   ORDER BY t.id) AS teams) AS own
   WHERE m.user_id = ${userId}
   ORDER BY m.organization_id = ${activeOrganizationId} DESC NULLS LAST, m.created_at, m.id
   LIMIT 1`;
}

/** What a row says; null for nobody's member, and for a role that this version does not know. */
export function toMembership({
  role,
  organizationId,
  teamIds,
  projectIds,
}: MembershipRow): Membership | null {
  const known = roles.find((one) => one === role);
  return known ? { role: known, organizationId, teamIds, projectIds } : null;
}

/**
 * What a person is in the organization that the session works in, or, when they do not belong to it, in the one they have
 * belonged to for longest; null for nobody's member, and for a role that this version does not know.
 */
export async function readMembership(
  userId: string,
  activeOrganizationId: string | null,
): Promise<Membership | null> {
  const sql = membershipSql("$1", "$2");
  const { rows } = await pool().query<MembershipRow>(sql, [userId, activeOrganizationId]);
  return rows[0] ? toMembership(rows[0]) : null;
}
