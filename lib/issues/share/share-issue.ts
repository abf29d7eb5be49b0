import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";
import { NotFoundError } from "@/lib/errors";
import { sharePath } from "./read-share";
import type { IssueShare } from "./schemas";

/** Gives an issue a link for people without an account; the one that it has, when it is shared already. @throws NotFoundError */
export async function shareIssue(ctx: Context, shortId: string): Promise<IssueShare> {
  authorize(ctx, "issue:write");
  const { projectId, issueId } = await locateIssue(ctx, shortId);
  const values = [projectId, issueId, ctx.actor.userId];
  await pool().query(
    `INSERT INTO issue_share (project_id, issue_id, created_by)
     SELECT project_id, id, $3 FROM issue WHERE project_id = $1 AND id = $2 FOR KEY SHARE
     ON CONFLICT (project_id, issue_id) DO NOTHING`,
    values,
  );
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id FROM issue_share WHERE project_id = $1 AND issue_id = $2",
    [projectId, issueId],
  );
  if (!rows[0]) throw new NotFoundError();
  return { path: sharePath(projectId, rows[0].id) };
}
