import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";
import type { IssueShare } from "./schemas";
import { shareSecret } from "./share-secret";
import { writeToken } from "./token";

/** Whether an issue is shared, and by which link. @throws NotFoundError */
export async function readShare(ctx: Context, shortId: string): Promise<IssueShare> {
  authorize(ctx, "issue:read");
  const { projectId, issueId } = await locateIssue(ctx, shortId);
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id FROM issue_share WHERE project_id = $1 AND issue_id = $2",
    [projectId, issueId],
  );
  return { path: rows[0] ? sharePath(projectId, rows[0].id) : null };
}

/** Where the page of a share is. */
export function sharePath(projectId: number, id: string): string {
  return `/share/${writeToken({ projectId, id }, shareSecret())}`;
}
