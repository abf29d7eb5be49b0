import { statfs } from "node:fs/promises";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { formatBytes } from "@/lib/format/format-bytes";
import type { HealthSummary } from "./schemas";

const DISK_LIMIT = 0.94;
const SLOW_MS = 2_000;

/**
 * The line at the foot of the sidebar: one small query and one look at the disk. The rate comes from the hourly
 * counters: this hour so far plus the part of the hour before that lies within the last 60 minutes, as if that hour
 * had been even. When the database does not answer, it throws like every verb.
 */
export async function readHealthSummary(ctx: Context, now: Date = new Date()): Promise<HealthSummary> {
  authorize(ctx, "server:read");
  const asked = performance.now();
  const { rows } = await pool().query<{ current: number; previous: number }>(
    `SELECT coalesce(sum(quantity) FILTER (WHERE bucket = date_trunc('hour', $1::timestamptz)), 0)::bigint AS current,
            coalesce(sum(quantity) FILTER (WHERE bucket < date_trunc('hour', $1::timestamptz)), 0)::bigint AS previous
       FROM outcome
      WHERE outcome = 'accepted' AND bucket >= date_trunc('hour', $1::timestamptz) - interval '1 hour'
        AND bucket <= $1::timestamptz`,
    [now],
  );
  const answeredMs = performance.now() - asked;
  const { current, previous } = rows[0] ?? { current: 0, previous: 0 };
  const disk = await measureDisk();
  const reasons: string[] = [];
  if (answeredMs > SLOW_MS) reasons.push(`The database took ${Math.round(answeredMs / 1000)} s to answer.`);
  if (disk && disk.usedBytes / disk.totalBytes >= DISK_LIMIT) {
    reasons.push(`The disk is ${Math.floor((disk.usedBytes / disk.totalBytes) * 100)}% full.`);
  }
  return {
    status: reasons.length > 0 ? "degraded" : "healthy",
    reasons,
    eventsPerMinute: ratePerMinute(current, previous, now),
    detail:
      disk &&
      `disk ${Math.floor((disk.usedBytes / disk.totalBytes) * 100)}% of ${formatBytes(disk.totalBytes)}`,
    disk,
  };
}

/** Events per minute over about the last hour, from the counts of this hour and the one before. */
export function ratePerMinute(current: number, previous: number, now: Date): number {
  const elapsed = (now.getTime() % 3_600_000) / 3_600_000;
  return Math.round((current + previous * (1 - elapsed)) / 60);
}

/**
 * What is used and what may still be, as `df` counts: blocks kept back for root are neither. Null where this process
 * has no data folder: Postgres is elsewhere and nothing was written here.
 */
async function measureDisk(): Promise<HealthSummary["disk"]> {
  return statfs(env().JACKDAW_DATA).then(
    ({ blocks, bfree, bavail, bsize }) => ({
      usedBytes: (blocks - bfree) * bsize,
      totalBytes: (blocks - bfree + bavail) * bsize,
    }),
    () => null,
  );
}
