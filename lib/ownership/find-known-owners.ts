import { pool } from "@/lib/db/pool";
import type { Assignee } from "@/lib/issues/workflow/schemas";

/** Whom rules of a project can name, by what is written: `#payments`, `ada@example.com`. */
export type KnownOwners = ReadonlyMap<string, Assignee>;

/**
 * The teams and people of the project's organization that see the project; of these only `named`, if given. A project that
 * no team has is everybody's. For verbs that have asked for permission.
 */
export async function findKnownOwners(projectId: number, named?: readonly string[]): Promise<KnownOwners> {
  const { rows } = await pool().query<{ written: string; type: Assignee["type"]; id: string; name: string }>(
    `WITH given AS (SELECT team_id FROM project_team WHERE project_id = $1), found AS (
       SELECT '#' || lower(t.slug) AS written, 'team' AS type, t.id, t.name
         FROM project p JOIN team t ON t.organization_id = p.organization_id
        WHERE p.id = $1 AND (NOT EXISTS (SELECT FROM given) OR t.id IN (SELECT team_id FROM given))
        UNION ALL
       SELECT lower(u.email), 'user', u.id, u.name
         FROM project p JOIN member m ON m.organization_id = p.organization_id JOIN app_user u ON u.id = m.user_id
        WHERE p.id = $1
          AND (m.role IN ('owner', 'admin') OR NOT EXISTS (SELECT FROM given)
               OR EXISTS (SELECT FROM team_member o WHERE o.user_id = u.id AND o.team_id IN (SELECT team_id FROM given)))
     )
     SELECT written, type, id, name FROM found WHERE $2::text[] IS NULL OR written = ANY($2)`,
    [projectId, named ?? null],
  );
  return new Map(rows.map(({ written, type, id, name }) => [written, { type, id, name }]));
}
