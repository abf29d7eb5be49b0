import { authorize, can } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatBytes } from "@/lib/format/format-bytes";
import { readHealth } from "@/lib/health/read-health";
import type { HealthSummary } from "./schemas";

/**
 * The line at the foot of the sidebar: one small query, and how this process and its database are. The rate comes from
 * the hourly counters: this hour so far plus the part of the hour before that lies within the last 60 minutes, as if that
 * hour had been even, over the projects that exist for who asks. When the database does not answer, it throws like every verb.
 */
export async function readHealthSummary(ctx: Context, now: Date = new Date()): Promise<HealthSummary> {
  authorize(ctx, "project:read");
  const { rows } = await pool().query<{ current: number; previous: number }>(
    `SELECT coalesce(sum(quantity) FILTER (WHERE bucket = date_trunc('hour', $1::timestamptz)), 0)::bigint AS current,
            coalesce(sum(quantity) FILTER (WHERE bucket < date_trunc('hour', $1::timestamptz)), 0)::bigint AS previous
       FROM outcome
      WHERE outcome = 'accepted' AND category NOT IN ('log_item', 'log_byte')
        AND bucket >= date_trunc('hour', $1::timestamptz) - interval '1 hour'
        AND bucket <= $1::timestamptz AND ($2::int[] IS NULL OR project_id = ANY($2))`,
    [now, ctx.actor.projectIds],
  );
  const { current, previous } = rows[0] ?? { current: 0, previous: 0 };
  const health = await readHealth();
  // Everybody may know that something is wrong, only those who can mend it see what.
  const disk = can(ctx, "server:read") ? health.disk : null;
  const usedBytes = disk ? disk.totalBytes - disk.freeBytes : 0;
  return {
    status: health.why.length > 0 ? "degraded" : "healthy",
    reasons: can(ctx, "server:read") ? health.why : [],
    eventsPerMinute: ratePerMinute(current, previous, now),
    detail:
      disk && `disk ${Math.floor((usedBytes / disk.totalBytes) * 100)}% of ${formatBytes(disk.totalBytes)}`,
    disk: disk && { usedBytes, totalBytes: disk.totalBytes },
  };
}

/** Events per minute over about the last hour, from the counts of this hour and the one before. */
export function ratePerMinute(current: number, previous: number, now: Date): number {
  const elapsed = (now.getTime() % 3_600_000) / 3_600_000;
  return Math.round((current + previous * (1 - elapsed)) / 60);
}
