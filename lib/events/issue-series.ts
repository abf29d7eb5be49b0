import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "./locate-issue";
import type { IssueSeries, SeriesWindow } from "./schemas";

const HOUR_S = 3600;
const SHAPES: Record<SeriesWindow, { bucketSeconds: number; buckets: number }> = {
  "24h": { bucketSeconds: HOUR_S, buckets: 24 },
  "14d": { bucketSeconds: 4 * HOUR_S, buckets: 84 },
  "90d": { bucketSeconds: 24 * HOUR_S, buckets: 90 },
};

/**
 * How often an issue happened, from the hourly counters. Buckets begin at round UTC times, hours without an event
 * are zero, and the last bucket holds `now`.
 * @throws NotFoundError for an unknown issue
 */
export async function issueSeries(
  ctx: Context,
  shortId: string,
  window: SeriesWindow,
  now: Date = new Date(),
): Promise<IssueSeries> {
  authorize(ctx, "issue:read");
  const { projectId, issueId } = await locateIssue(ctx, shortId);
  const { bucketSeconds, buckets } = SHAPES[window];
  const bucketMs = bucketSeconds * 1000;
  const end = (Math.floor(now.getTime() / bucketMs) + 1) * bucketMs;
  const start = new Date(end - buckets * bucketMs);
  const { rows } = await pool().query<{ index: number; count: number }>(
    `SELECT floor(extract(epoch FROM bucket - $3::timestamptz) / $5)::int AS index, sum(count)::bigint AS count
     FROM issue_stat
     WHERE project_id = $1 AND issue_id = $2 AND bucket >= $3 AND bucket < $4
     GROUP BY 1`,
    [projectId, issueId, start, new Date(end), bucketSeconds],
  );
  const counts = Array.from({ length: buckets }, () => 0);
  for (const { index, count } of rows) counts[index] = count;
  return { window, start: start.toISOString(), bucketSeconds, counts };
}
