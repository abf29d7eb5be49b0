import type { PoolClient } from "pg";

/** Sets how many comments issues have, with those of issues that were merged into them. The issues are locked. */
export async function countComments(
  db: PoolClient,
  projectId: number,
  issueIds: readonly number[],
): Promise<void> {
  await db.query(
    `UPDATE issue i
        SET comment_count = (
              SELECT count(*) FROM issue_activity a
               WHERE a.project_id = i.project_id AND a.kind = 'commented'
                 AND a.issue_id = ANY(i.id || ARRAY(SELECT m.id FROM issue m WHERE m.project_id = $1 AND m.merged_into = i.id)))
      WHERE i.project_id = $1 AND i.id = ANY($2::bigint[])`,
    [projectId, issueIds],
  );
}
