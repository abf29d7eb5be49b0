import type { PoolClient } from "pg";
import { memberSees } from "@/lib/issues/workflow/sees-project";
import { listMentions } from "@/lib/markdown/list-mentions";

type Issue = { projectId: number; issueId: number };

/** Whom a mention means; `written` is in lower case. Kept with the comment, so that it means the same under another name. */
export type Named = { written: string; type: "user" | "team"; id: string };

/** What a comment keeps of its mentions: `mentions` are the ids of people, those of teams among them, each once. */
export type Mentions = { mentions: string[]; named: Named[] };

/**
 * Who is mentioned in a comment, of those who see the issue: people by their address of mail or by their name, and the
 * members of teams by the team's slug. They hear of the issue from then on, unless they said no. What an earlier text of
 * the comment named (`before`) means who was meant then.
 */
export async function noteMentions(
  db: PoolClient,
  { projectId, issueId }: Issue,
  text: string,
  before: readonly Named[] = [],
): Promise<Mentions> {
  const names = listMentions(text);
  if (names.length === 0) return { mentions: [], named: [] };
  const { rows: named } = await db.query<Named>(
    `WITH asked AS (
       SELECT n.written, b.type, b.id
         FROM unnest($2::text[]) AS n (written)
         LEFT JOIN jsonb_to_recordset($3::jsonb) AS b (written text, type text, id text) ON b.written = n.written
     )
     SELECT a.written, 'user' AS type, u.id
       FROM asked a
       JOIN project p ON p.id = $1
       JOIN member m ON m.organization_id = p.organization_id
       JOIN app_user u ON u.id = m.user_id
        AND CASE WHEN a.id IS NULL THEN a.written IN (lower(u.email), lower(u.name))
                 ELSE a.type = 'user' AND a.id = u.id END
      WHERE ${memberSees}
      UNION
     SELECT a.written, 'team', g.id
       FROM asked a
       JOIN project p ON p.id = $1
       JOIN team g ON g.organization_id = p.organization_id
        AND CASE WHEN a.id IS NULL THEN a.written = g.slug ELSE a.type = 'team' AND a.id = g.id END
      ORDER BY written, type DESC, id`,
    [projectId, names, JSON.stringify(before)],
  );
  const idsOf = (wanted: Named["type"]) => named.filter(({ type }) => type === wanted).map(({ id }) => id);
  const { rows } = await db.query<{ id: string }>(
    `WITH mentioned AS (
       SELECT DISTINCT m.user_id AS id
         FROM project p JOIN member m ON m.organization_id = p.organization_id
        WHERE p.id = $1
          AND (m.user_id = ANY($3::text[])
               OR EXISTS (SELECT FROM team_member o WHERE o.team_id = ANY($4::text[]) AND o.user_id = m.user_id))
          AND ${memberSees}
     ), noted AS (
       INSERT INTO issue_person (project_id, issue_id, user_id, is_subscribed)
       SELECT $1, $2, id, true FROM mentioned ORDER BY id
       ON CONFLICT (project_id, issue_id, user_id) DO UPDATE SET is_subscribed = true
        WHERE issue_person.is_subscribed IS NULL
     )
     SELECT id FROM mentioned ORDER BY id`,
    [projectId, issueId, idsOf("user"), idsOf("team")],
  );
  return { mentions: rows.map(({ id }) => id), named };
}
