import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { locateIssue } from "@/lib/events/locate-issue";
import { actorOf } from "@/lib/issues/workflow/actor";
import type { ActivityRow } from "@/lib/issues/workflow/activity-rows";
import type { Activity, CommentInput } from "@/lib/issues/workflow/schemas";
import { showActivity } from "@/lib/issues/workflow/show-activity";
import { countComments } from "./count-comments";
import { lockIssue } from "./lock-comment";
import { noteMentions } from "./note-mentions";

/**
 * Says something about an issue. Who is mentioned hears of the issue from then on; the ids stand with the comment.
 * @throws NotFoundError
 */
export async function addComment(ctx: Context, shortId: string, { text }: CommentInput): Promise<Activity> {
  authorize(ctx, "comment:write");
  const issue = await locateIssue(ctx, shortId);
  const rows = await transaction(async (db) => {
    await lockIssue(db, issue, shortId);
    const named = await noteMentions(db, issue, text);
    const added = await db.query<ActivityRow>(
      `INSERT INTO issue_activity (project_id, issue_id, kind, actor, data)
       VALUES ($1, $2, 'commented', $3, $4)
       RETURNING id, at, kind, actor, data`,
      [issue.projectId, issue.issueId, actorOf(ctx), JSON.stringify({ text, ...named })],
    );
    await countComments(db, issue.projectId, [issue.issueId]);
    return added.rows;
  });
  const [comment] = await showActivity(rows);
  if (!comment) throw new Error("The comment was not inserted.");
  return comment;
}
