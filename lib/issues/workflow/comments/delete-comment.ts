import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { locateIssue } from "@/lib/events/locate-issue";
import { countComments } from "./count-comments";
import { lockComment } from "./lock-comment";

/**
 * Takes a comment away: one's own; owners and admins any.
 * @throws NotFoundError
 * @throws ForbiddenError for somebody else's comment
 */
export async function deleteComment(
  ctx: Context,
  { shortId, id }: { shortId: string; id: number },
): Promise<void> {
  authorize(ctx, "comment:write");
  const issue = { ...(await locateIssue(ctx, shortId)), shortId };
  const mayTouchOthers = ctx.actor.role === "owner" || ctx.actor.role === "admin";
  await transaction(async (db) => {
    const { issueId } = await lockComment(db, ctx, issue, { id, mayTouchOthers });
    await db.query("DELETE FROM issue_activity WHERE project_id = $1 AND issue_id = $2 AND id = $3", [
      issue.projectId,
      issueId,
      id,
    ]);
    await countComments(db, issue.projectId, [issue.issueId]);
  });
}
