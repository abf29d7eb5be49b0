import type { PoolClient } from "pg";
import { sketchIssue } from "@/lib/alerts/facts/sketch-issue";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/notifications/enqueue";
import { notificationId } from "@/lib/notifications/notification-id";
import type { PersonalFacts } from "@/lib/notifications/facts";

const PORTION = 100;

/** What people who follow an issue hear of, and what it is called. Who is given an issue is told by lib/alerts. */
const changes: Readonly<Record<string, string>> = {
  resolved: "resolved",
  unresolved: "opened again",
  archived: "archived",
  regressed: "found again after it was resolved",
  escalated: "brought back from the archive",
};

type Act = {
  projectId: number;
  id: number;
  issueId: number;
  organizationId: string | null;
  kind: string;
  actor: string | null;
  by: string | null;
  text: string | null;
  mentions: string[] | null;
  at: Date;
};

/**
 * Tells people what others did to issues that they follow, and of comments that call them: each act once, in the transaction
 * that notes that it was told, by whichever process. `failed` hears of those that could not be told, which hold up no others and
 * are tried again with the next call. Returns how many acts were dealt with.
 */
export async function tellFollowers(
  { signal }: { signal: AbortSignal },
  failed: (error: Error) => void = rethrow,
): Promise<number> {
  let dealt = 0;
  let last: Pick<Act, "projectId" | "id"> = { projectId: 0, id: 0 };
  for (let found = PORTION; found === PORTION && !signal.aborted; ) {
    const { rows } = await pool().query<Act>(
      `SELECT a.project_id AS "projectId", a.id, a.issue_id AS "issueId", p.organization_id AS "organizationId", a.kind,
              a.actor, u.name AS by, a.data->>'text' AS text, a.at,
              ARRAY(SELECT jsonb_array_elements_text(a.data->'mentions')) AS mentions
         FROM issue_activity a JOIN project p ON p.id = a.project_id LEFT JOIN app_user u ON u.id = a.actor
        WHERE NOT a.is_told AND (a.project_id, a.id) > ($1, $2) ORDER BY a.project_id, a.id LIMIT ${PORTION}`,
      [last.projectId, last.id],
    );
    found = rows.length;
    // What could not be told must not be met again in this round.
    last = rows.at(-1) ?? last;
    for (const act of rows) {
      if (signal.aborted) break;
      try {
        if (await transaction((db) => tell(db, act))) dealt++;
      } catch (error) {
        failed(error as Error);
      }
    }
  }
  return dealt;
}

function rethrow(error: Error): never {
  throw error;
}

async function tell(db: PoolClient, act: Act): Promise<boolean> {
  const marked = await db.query(
    "UPDATE issue_activity SET is_told = true WHERE project_id = $1 AND issue_id = $2 AND id = $3 AND NOT is_told",
    [act.projectId, act.issueId, act.id],
  );
  if (marked.rowCount === 0) return false;
  const isComment = act.kind === "commented";
  const change = changes[act.kind];
  if (act.organizationId === null || (!isComment && change === undefined)) return true;
  const mentioned = (act.mentions ?? []).filter((user) => user !== act.actor);
  const followers = (await findFollowers(db, act)).filter((user) => !mentioned.includes(user));
  if (mentioned.length + followers.length === 0) return true;
  const issue = await sketchIssue(db, act.projectId, act.issueId);
  if (!issue) return true;
  const write = (reason: PersonalFacts["reason"], users: readonly string[]) =>
    enqueue(db, {
      projectId: act.projectId,
      organizationId: act.organizationId ?? "",
      ruleId: null,
      severity: "",
      notification: {
        id: notificationId("activity", act.projectId, act.id, reason),
        kind: "issue",
        issueId: act.issueId,
        firingId: null,
        facts: {
          kind: "issue",
          reason,
          issue: issue.sketch,
          by: act.by ?? "Jackdaw",
          text: change ?? act.text ?? "",
          at: act.at.toISOString(),
        },
      },
      recipients: users.map((user) => `user:${user}` as const),
    });
  if (mentioned.length > 0) await write("mentioned", mentioned);
  if (followers.length > 0) await write(isComment ? "commented" : "changed", followers);
  return true;
}

/** Who subscribed, and whoever has the issue or spoke about it and did not say no; never who did it. */
async function findFollowers(db: PoolClient, { projectId, issueId, id, actor }: Act): Promise<string[]> {
  const { rows } = await db.query<{ userId: string }>(
    `SELECT u.id AS "userId"
       FROM (SELECT user_id FROM issue_person WHERE project_id = $1 AND issue_id = $2 AND is_subscribed
              UNION SELECT assignee_user FROM issue WHERE project_id = $1 AND id = $2
              UNION SELECT actor FROM issue_activity WHERE project_id = $1 AND issue_id = $2 AND kind = 'commented' AND id < $4) AS f
       JOIN app_user u ON u.id = f.user_id
       LEFT JOIN issue_person p ON p.project_id = $1 AND p.issue_id = $2 AND p.user_id = u.id
      WHERE p.is_subscribed IS NOT FALSE AND u.id IS DISTINCT FROM $3
      ORDER BY u.id`,
    [projectId, issueId, actor, id],
  );
  return rows.map(({ userId }) => userId);
}
