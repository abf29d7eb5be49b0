import type { PoolClient } from "pg";

/** Rows that are removed in one statement. */
const ROWS = 2_000;

/** What is counted of an issue and may be much, with the rest of each key after project_id. */
const counted = [
  { table: "issue_stat", key: "issue_id, environment, bucket" },
  { table: "issue_tag", key: "issue_id, key, value" },
  { table: "issue_user", key: "issue_id, environment, user_key" },
] as const;

interface Deleted {
  projectId: number;
  /** The issue, which is gone already. */
  from: number;
}

/**
 * Removes the next events of a deleted issue, and when none is left the next of what was counted of it. Rows that somebody
 * else holds are left for the next call. Nobody writes there any more: no hash leads to the issue. Returns how many events
 * went, and `isEmpty` when nothing at all was found.
 */
export async function deleteChunk(
  db: PoolClient,
  { projectId, from }: Deleted,
): Promise<{ events: number; rows: number; isEmpty: boolean }> {
  const { rows } = await db.query<{ found: number; removed: number }>(
    `WITH next AS MATERIALIZED (
       SELECT id, received_at FROM event WHERE project_id = $1 AND issue_id = $2
        ORDER BY received_at, seq LIMIT ${ROWS}
     ), picked AS MATERIALIZED (
       SELECT e.id, e.received_at FROM event e JOIN next ON e.id = next.id AND e.received_at = next.received_at
        WHERE e.project_id = $1 AND e.issue_id = $2 FOR UPDATE OF e SKIP LOCKED
     ), removed AS (
       DELETE FROM event e USING picked
        WHERE e.project_id = $1 AND e.id = picked.id AND e.received_at = picked.received_at
       RETURNING 1
     )
     SELECT (SELECT count(*) FROM next) AS found, (SELECT count(*) FROM removed) AS removed`,
    [projectId, from],
  );
  const { found = 0, removed = 0 } = rows[0] ?? {};
  if (found > 0) return { events: removed, rows: removed, isEmpty: false };
  for (const { table, key } of counted) {
    const { rowCount } = await db.query(
      `DELETE FROM ${table} WHERE project_id = $1 AND (${key}) IN
         (SELECT ${key} FROM ${table} WHERE project_id = $1 AND issue_id = $2 LIMIT ${ROWS} FOR UPDATE SKIP LOCKED)`,
      [projectId, from],
    );
    if (rowCount) return { events: 0, rows: rowCount, isEmpty: false };
    const left = await db.query(`SELECT FROM ${table} WHERE project_id = $1 AND issue_id = $2 LIMIT 1`, [
      projectId,
      from,
    ]);
    if (left.rowCount) return { events: 0, rows: 0, isEmpty: false };
  }
  return { events: 0, rows: 0, isEmpty: true };
}
