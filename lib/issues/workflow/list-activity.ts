import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";
import { type ActivityRow, shownData } from "./activity-rows";
import type { ActivityPage, ListActivityInput } from "./schemas";
import { showActivity } from "./show-activity";

const PAGE = 50;

/**
 * What happened to an issue, newest first, 50 entries at a time, with what was said about issues that were merged into it.
 * @throws NotFoundError
 */
export async function listActivity(
  ctx: Context,
  shortId: string,
  { cursor }: ListActivityInput,
): Promise<ActivityPage> {
  authorize(ctx, "issue:read");
  const { projectId, issueId } = await locateIssue(ctx, shortId);
  const { rows } = await pool().query<ActivityRow>(
    `SELECT a.id, a.at, a.kind, a.actor, ${shownData} AS data
       FROM issue_activity a
      WHERE a.project_id = $1 AND a.id < coalesce($3::bigint, 9223372036854775807)
        AND (a.issue_id = $2
             OR (a.kind = 'commented'
                 AND a.issue_id = ANY(ARRAY(SELECT id FROM issue WHERE project_id = $1 AND merged_into = $2))))
      ORDER BY a.id DESC LIMIT ${PAGE + 1}`,
    [projectId, issueId, cursor ?? null],
  );
  const shown = rows.slice(0, PAGE);
  return {
    entries: await showActivity(shown),
    nextCursor: rows.length > PAGE ? String(shown.at(-1)?.id) : null,
  };
}
