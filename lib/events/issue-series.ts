import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { issueNotFound, namedIssue, namedValues } from "./locate-issue";
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
  const { bucketSeconds, buckets } = SHAPES[window];
  const bucketMs = bucketSeconds * 1000;
  const end = (Math.floor(now.getTime() / bucketMs) + 1) * bucketMs;
  const start = new Date(end - buckets * bucketMs);
  const { rows } = await pool().query<{ index: number | null; count: number }>(
    `WITH named AS MATERIALIZED (${namedIssue("i.project_id, i.id")})
     SELECT series.index, series.count
       FROM named LEFT JOIN LATERAL (
         SELECT floor(extract(epoch FROM bucket - $4::timestamptz) / $6)::int AS index, sum(count)::bigint AS count
           FROM issue_stat
          WHERE project_id = named.project_id AND issue_id = named.id AND bucket >= $4 AND bucket < $5
          GROUP BY 1) AS series ON true`,
    [...namedValues(ctx, shortId), start, new Date(end), bucketSeconds],
  );
  if (rows.length === 0) throw issueNotFound(shortId);
  const counts = Array.from({ length: buckets }, () => 0);
  for (const { index, count } of rows) if (index !== null) counts[index] = count;
  return { window, start: start.toISOString(), bucketSeconds, counts };
}
