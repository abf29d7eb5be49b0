import { pool } from "@/lib/db/pool";
import type { ProjectRetention } from "./read-retention";
import type { SweepContext } from "./sweep-context";

const ROWS = 1_000;
const DAY_MS = 86_400_000;
/** How long the log of what was told is kept. */
const TOLD_DAYS = 90;
const HOUR_MS = 3_600_000;

/**
 * Deletes news that nobody fetched in a week (outbox), what was told more than 90 days ago, dead letters that are too old for
 * their project, and what keys used more than an hour ago. Returns how many rows went.
 */
export async function deleteLeftovers(
  projects: ProjectRetention[],
  { now, signal }: SweepContext,
): Promise<number> {
  const remove = async (table: string, condition: string, values: unknown[]): Promise<number> => {
    let removed = 0;
    for (let batch = ROWS; batch === ROWS && !signal.aborted; removed += batch) {
      const { rowCount } = await pool().query(
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${ROWS} FOR UPDATE SKIP LOCKED))`,
        values,
      );
      batch = rowCount ?? 0;
    }
    return removed;
  };
  let removed = await remove("outbox", "created_at < $1", [new Date(now.getTime() - 7 * DAY_MS)]);
  removed += await remove("quota_use", "minute < $1", [new Date(now.getTime() - HOUR_MS)]);
  const told = new Date(now.getTime() - TOLD_DAYS * DAY_MS);
  removed += await remove("delivery", "created_at < $1 AND status NOT IN ('waiting', 'sending')", [told]);
  // A delivery may wait for a week, and be tried for three days.
  removed += await remove("notification", "created_at < $1", [new Date(told.getTime() - 14 * DAY_MS)]);
  removed += await remove("log_commit", "committed_at < $1", [new Date(now.getTime() - 8 * DAY_MS)]);
  for (const { id, cut } of projects) {
    removed += await remove("dead_letter", "project_id = $1 AND received_at < $2", [id, cut]);
  }
  return removed;
}
