import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { locateIssue } from "@/lib/events/locate-issue";
import type { ActivityRow } from "@/lib/issues/workflow/activity-rows";
import type { Activity, CommentInput } from "@/lib/issues/workflow/schemas";
import { showActivity } from "@/lib/issues/workflow/show-activity";
import { lockComment } from "./lock-comment";
import { noteMentions } from "./note-mentions";

/**
 * Gives a comment of one's own another text, and says since when.
 * @throws NotFoundError
 * @throws ForbiddenError for somebody else's comment
 */
export async function editComment(
  ctx: Context,
  { shortId, id }: { shortId: string; id: number },
  { text }: CommentInput,
): Promise<Activity> {
  authorize(ctx, "comment:write");
  const issue = { ...(await locateIssue(ctx, shortId)), shortId };
  const rows = await transaction(async (db) => {
    const { issueId, named } = await lockComment(db, ctx, issue, { id, mayTouchOthers: false });
    const data = {
      text,
      ...(await noteMentions(db, issue, text, named)),
      editedAt: new Date().toISOString(),
    };
    const edited = await db.query<ActivityRow>(
      `UPDATE issue_activity SET data = data || $4
        WHERE project_id = $1 AND issue_id = $2 AND id = $3
       RETURNING id, at, kind, actor, data`,
      [issue.projectId, issueId, id, JSON.stringify(data)],
    );
    return edited.rows;
  });
  const [comment] = await showActivity(rows);
  if (!comment) throw new Error("The comment was not changed.");
  return comment;
}
