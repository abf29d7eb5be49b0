import { type Actor, roles } from "@/lib/context";
import { pool } from "@/lib/db/pool";

type Membership = Pick<Actor, "role" | "organizationId" | "teamIds" | "projectIds">;

type Row = { role: string; organizationId: string; teamIds: string[]; projectIds: number[] };

/** Owners and admins have all projects of the organization, others those of their teams and those given to no team. */
const MEMBERSHIP = `
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
   WHERE m.user_id = $1
   ORDER BY m.organization_id = $2 DESC NULLS LAST, m.created_at, m.id
   LIMIT 1`;

/**
 * What a person is in the organization that the session works in, or, when they do not belong to it, in the one they have
 * belonged to for longest; null for nobody's member, and for a role that this version does not know.
 */
export async function readMembership(
  userId: string,
  activeOrganizationId: string | null,
): Promise<Membership | null> {
  const { rows } = await pool().query<Row>(MEMBERSHIP, [userId, activeOrganizationId]);
  const row = rows[0];
  const role = roles.find((known) => known === row?.role);
  return row && role ? { ...row, role } : null;
}
