import type { PoolClient } from "pg";
import { findRecipients } from "@/lib/alerts/find-recipients";
import { enqueue } from "@/lib/notifications/enqueue";
import { notificationId } from "@/lib/notifications/notification-id";
import { sketchIssue } from "./sketch-issue";

/** One message in so many minutes: who is given twenty issues at once gets two. */
const THROTTLE_MINUTES = 5;

/**
 * Tells people that an issue is theirs now, without a rule: whether they want to hear it stands in their preferences. Who took
 * it is not told, nor is anybody when somebody else has it by now.
 */
export async function tellAssignee(
  db: PoolClient,
  { projectId, id, issueId, createdAt }: { projectId: number; id: number; issueId: number; createdAt: Date },
  now: Date,
): Promise<void> {
  const issue = await sketchIssue(db, projectId, issueId);
  if (!issue || (issue.assigneeUser ?? issue.assigneeTeam) === null) return;
  const { rows } = await db.query<{ organizationId: string | null; actor: string | null }>(
    `SELECT p.organization_id AS "organizationId",
            (SELECT a.actor FROM issue_activity a WHERE a.project_id = p.id AND a.issue_id = $2 AND a.kind = 'assigned'
              ORDER BY a.id DESC LIMIT 1) AS actor
       FROM project p WHERE p.id = $1`,
    [projectId, issueId],
  );
  const { organizationId = null, actor = null } = rows[0] ?? {};
  const keys = await findRecipients(db, [{ type: "owners" }], { projectId, ...issue });
  const others = keys.filter((key) => key !== `user:${actor}`);
  if (organizationId === null || others.length === 0) return;
  await enqueue(db, {
    projectId,
    organizationId,
    ruleId: null,
    severity: "",
    notification: {
      id: notificationId("assigned", projectId, id),
      kind: "issue",
      issueId,
      firingId: null,
      facts: {
        kind: "issue",
        reason: "assigned",
        issue: issue.sketch,
        rule: null,
        seen: null,
        at: createdAt.toISOString(),
      },
    },
    recipients: others,
    throttleMinutes: THROTTLE_MINUTES,
    now,
  });
}
