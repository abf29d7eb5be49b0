import { pool } from "@/lib/db/pool";
import type { ProjectRetention } from "@/lib/retention/read-retention";
import { openRemoval } from "@/lib/retention/remove-rows";
import type { SweepContext } from "@/lib/retention/sweep-context";
import { offsetOf } from "./judge/measured";
import type { ThresholdCondition } from "./schemas";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Counted minutes are kept so much longer than the longest look back needs them. */
const SPARE_MS = 2 * DAY_MS;
/** So long a channel that was deleted can come back. */
const CHANNEL_BACK_MS = 60 * MINUTE_MS;

/**
 * Removes counted minutes that no window reaches back to, and, by the retention of their projects, what is over of firings,
 * messages and deliveries; also what checks left that were under way when their rule was deleted, and channels that nobody
 * took back, with their secrets. Returns how many rows went.
 */
export async function removeOldAlerts(
  projects: ProjectRetention[],
  { now, signal }: SweepContext,
): Promise<number> {
  const remove = openRemoval({ signal });
  let removed = 0;
  const { rows: rules } = await pool().query<{
    id: string;
    projectId: number;
    condition: ThresholdCondition;
  }>(
    `SELECT id, project_ids[1] AS "projectId", definition->'condition' AS condition FROM alert_rule WHERE kind = 'threshold'`,
  );
  for (const { id, projectId, condition } of rules) {
    const shift = condition.changeFrom === null ? 0 : offsetOf(condition.changeFrom);
    const cut = new Date(now.getTime() - (condition.windowMinutes + shift) * MINUTE_MS - SPARE_MS);
    const old = "project_id = $1 AND rule_id = $2 AND series = ANY ('{0,1}') AND minute < $3";
    removed += await remove("alert_count", old, [projectId, id, cut]);
  }
  const isOrphan = "NOT EXISTS (SELECT FROM alert_rule r WHERE r.id = rule_id)";
  removed += await remove("alert_count", isOrphan, []);
  removed += await remove("alert_state", isOrphan, []);
  const backUntil = new Date(now.getTime() - CHANNEL_BACK_MS);
  removed += await remove("deleted_channel", "deleted_at < $1", [backUntil]);
  for (const { id, cut } of projects) {
    const own = [id, cut];
    removed += await remove(
      "alert_firing",
      "project_id = $1 AND started_at < $2 AND ended_at IS NOT NULL",
      own,
    );
    const isOver = "status NOT IN ('waiting', 'sending')";
    removed += await remove("delivery", `project_id = $1 AND created_at < $2 AND ${isOver}`, own);
    removed += await remove(
      "notification",
      `project_id = $1 AND created_at < $2 AND NOT EXISTS (
         SELECT FROM delivery d WHERE d.project_id = $1 AND d.created_at >= $2 - interval '30 days'
            AND d.status IN ('waiting', 'sending') AND notification.id = ANY (d.notification_ids))`,
      own,
    );
  }
  return removed;
}
