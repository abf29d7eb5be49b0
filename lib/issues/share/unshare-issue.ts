import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";

/** Takes the link of an issue back: it is dead at once and for good, another sharing makes another. @throws NotFoundError */
export async function unshareIssue(ctx: Context, shortId: string): Promise<void> {
  authorize(ctx, "issue:write");
  const { projectId, issueId } = await locateIssue(ctx, shortId);
  await pool().query("DELETE FROM issue_share WHERE project_id = $1 AND issue_id = $2", [projectId, issueId]);
}
