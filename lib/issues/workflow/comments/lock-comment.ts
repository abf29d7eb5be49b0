import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import { actorOf } from "@/lib/issues/workflow/actor";
import type { Named } from "./note-mentions";

type Issue = { projectId: number; issueId: number };

/** Locks an issue that was found. @throws NotFoundError when it went, or went into another, meanwhile */
export async function lockIssue(
  db: PoolClient,
  { projectId, issueId }: Issue,
  shortId: string,
): Promise<void> {
  const { rowCount } = await db.query(
    "SELECT FROM issue WHERE project_id = $1 AND id = $2 AND status <> 'merged' FOR NO KEY UPDATE",
    [projectId, issueId],
  );
  if (rowCount === 0) throw new NotFoundError(`${shortId.slice(0, 30)} is no longer here. Load it again.`);
}

/**
 * Locks an issue and one of its comments, or of those that came with issues that were merged into it. Returns the issue that
 * the comment was written for, and whom it names.
 * @throws NotFoundError when there is no such comment
 * @throws ForbiddenError when it is somebody else's and `mayTouchOthers` does not hold
 */
export async function lockComment(
  db: PoolClient,
  ctx: Context,
  issue: Issue & { shortId: string },
  { id, mayTouchOthers }: { id: number; mayTouchOthers: boolean },
): Promise<{ issueId: number; named: Named[] }> {
  await lockIssue(db, issue, issue.shortId);
  const { rows } = await db.query<{ issueId: number; actor: string | null; named: Named[] }>(
    `SELECT a.issue_id AS "issueId", a.actor, coalesce(a.data->'named', '[]') AS named FROM issue_activity a
      WHERE a.project_id = $1 AND a.id = $3 AND a.kind = 'commented'
        AND a.issue_id = ANY($2::bigint || ARRAY(SELECT id FROM issue WHERE project_id = $1 AND merged_into = $2))
        FOR UPDATE`,
    [issue.projectId, issue.issueId, id],
  );
  if (!rows[0]) throw new NotFoundError("This comment is no longer here.");
  if (rows[0].actor !== actorOf(ctx) && !mayTouchOthers) {
    throw new ForbiddenError("This comment is somebody else's.");
  }
  return rows[0];
}
