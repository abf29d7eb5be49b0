import type { PoolClient } from "pg";

/**
 * Takes chunks away whose lines are in a file from now on; says how many there were. Of a project with patterns, those that
 * were not counted yet stay behind for that: no line is missed because sealing was faster. What was counted is read off the
 * very row that goes, so no line counts twice.
 */
export async function removeSealed(
  db: PoolClient,
  projectId: number,
  ids: readonly string[],
): Promise<number> {
  const { rows } = await db.query<{ gone: number }>(
    `WITH gone AS (
       DELETE FROM log_chunk WHERE project_id = $1 AND id = ANY ($2::uuid[])
       RETURNING project_id, id, received_at, lines, body, is_counted
     ), left_over AS (
       INSERT INTO log_uncounted (project_id, id, received_at, lines, body)
       SELECT project_id, id, received_at, lines, body FROM gone
        WHERE NOT is_counted
          AND EXISTS (SELECT FROM log_pattern_issue p WHERE p.project_id = $1 AND p.since < gone.received_at)
     )
     SELECT count(*)::int AS gone FROM gone`,
    [projectId, ids],
  );
  return rows[0]?.gone ?? 0;
}
