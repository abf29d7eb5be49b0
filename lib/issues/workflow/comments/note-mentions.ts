import type { PoolClient } from "pg";
import { memberSees } from "@/lib/issues/workflow/sees-project";
import { listMentions } from "@/lib/markdown/list-mentions";

type Issue = { projectId: number; issueId: number };

/**
 * Who is mentioned in a comment, of those who see the issue: people by their address of mail, or by their name when it is
 * one word, and the members of teams by the team's slug. They hear of the issue from then on, unless they said no.
 * Returns the ids of people, each once.
 */
export async function noteMentions(
  db: PoolClient,
  { projectId, issueId }: Issue,
  text: string,
): Promise<string[]> {
  const names = listMentions(text);
  if (names.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `WITH mentioned AS (
       SELECT DISTINCT u.id
         FROM project p
         JOIN member m ON m.organization_id = p.organization_id
         JOIN app_user u ON u.id = m.user_id
        WHERE p.id = $1
          AND (lower(u.email) = ANY($3::text[]) OR lower(u.name) = ANY($3)
               OR EXISTS (SELECT FROM team t JOIN team_member o ON o.team_id = t.id
                           WHERE t.organization_id = p.organization_id AND t.slug = ANY($3) AND o.user_id = u.id))
          AND ${memberSees}
     ), noted AS (
       INSERT INTO issue_person (project_id, issue_id, user_id, is_subscribed)
       SELECT $1, $2, id, true FROM mentioned ORDER BY id
       ON CONFLICT (project_id, issue_id, user_id) DO UPDATE SET is_subscribed = true
        WHERE issue_person.is_subscribed IS NULL
     )
     SELECT id FROM mentioned ORDER BY id`,
    [projectId, issueId, names],
  );
  return rows.map(({ id }) => id);
}
