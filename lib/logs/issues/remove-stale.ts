import { pool } from "@/lib/db/pool";

const DAY_MS = 86_400_000;

/** Removes patterns whose issue is gone, and chunks that wait for no pattern or could not be counted within a day. */
export async function removeStale(now: Date): Promise<void> {
  await pool().query(
    `DELETE FROM log_pattern_issue p
      WHERE NOT EXISTS (SELECT FROM issue_hash h WHERE h.project_id = p.project_id AND h.hash = p.hash)`,
  );
  await pool().query(
    `DELETE FROM log_uncounted u WHERE u.received_at < $1
         OR NOT EXISTS (SELECT FROM log_pattern_issue p WHERE p.project_id = u.project_id)`,
    [new Date(now.getTime() - DAY_MS)],
  );
}
