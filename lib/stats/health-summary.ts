import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatBytes } from "@/lib/format/format-bytes";
import { readHealth } from "@/lib/health/read-health";
import type { HealthSummary } from "./schemas";

/**
 * The line at the foot of the sidebar: one small query, and how this process and its database are. The rate comes from
 * the hourly counters: this hour so far plus the part of the hour before that lies within the last 60 minutes, as if that
 * hour had been even. When the database does not answer, it throws like every verb.
 */
export async function readHealthSummary(ctx: Context, now: Date = new Date()): Promise<HealthSummary> {
  authorize(ctx, "server:read");
  const { rows } = await pool().query<{ current: number; previous: number }>(
    `SELECT coalesce(sum(quantity) FILTER (WHERE bucket = date_trunc('hour', $1::timestamptz)), 0)::bigint AS current,
            coalesce(sum(quantity) FILTER (WHERE bucket < date_trunc('hour', $1::timestamptz)), 0)::bigint AS previous
       FROM outcome
      WHERE outcome = 'accepted' AND bucket >= date_trunc('hour', $1::timestamptz) - interval '1 hour'
        AND bucket <= $1::timestamptz`,
    [now],
  );
  const { current, previous } = rows[0] ?? { current: 0, previous: 0 };
  const { why, disk } = await readHealth();
  const usedBytes = disk ? disk.totalBytes - disk.freeBytes : 0;
  return {
    status: why.length > 0 ? "degraded" : "healthy",
    reasons: why,
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
