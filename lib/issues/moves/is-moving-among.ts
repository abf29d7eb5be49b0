import type { PoolClient } from "pg";

/** Whether events of these issues still have to move. */
export async function isMovingAmong(db: PoolClient, projectId: number, issues: number[]): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM issue_move
      WHERE project_id = $1 AND (from_issue = ANY($2::bigint[]) OR to_issue = ANY($2::bigint[])) LIMIT 1`,
    [projectId, issues],
  );
  return rowCount !== 0;
}
