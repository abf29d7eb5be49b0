import type { PoolClient } from "pg";

/** When each issue last came back by itself, as a text that changes when it does. */
export async function readTurns(
  db: PoolClient,
  projectId: number,
  issueIds: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await db.query<{ id: number; turn: string }>(
    `SELECT id, concat_ws(' ', regressed_at, escalated_at) AS turn FROM issue
      WHERE project_id = $1 AND id = ANY ($2::bigint[])`,
    [projectId, issueIds],
  );
  return new Map(rows.map(({ id, turn }) => [id, turn]));
}
