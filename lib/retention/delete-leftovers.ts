import type { ProjectRetention } from "./read-retention";
import { openRemoval } from "./remove-rows";
import type { SweepContext } from "./sweep-context";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Deletes news that nobody fetched in a week (outbox), dead letters that are too old for their project, what keys used more
 * than an hour ago, and which commits of log lines nobody had an answer for. Returns how many rows went.
 */
export async function deleteLeftovers(
  projects: ProjectRetention[],
  { now, signal }: SweepContext,
): Promise<number> {
  const remove = openRemoval({ signal });
  let removed = await remove("outbox", "created_at < $1", [new Date(now.getTime() - 7 * DAY_MS)]);
  removed += await remove("quota_use", "minute < $1", [new Date(now.getTime() - HOUR_MS)]);
  removed += await remove("log_commit", "committed_at < $1", [new Date(now.getTime() - 8 * DAY_MS)]);
  for (const { id, cut } of projects) {
    removed += await remove("dead_letter", "project_id = $1 AND received_at < $2", [id, cut]);
  }
  return removed;
}
