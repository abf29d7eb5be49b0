import { pool } from "@/lib/db/pool";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS = 24;
const DAYS = 14;

/** Events per hour (24) and per UTC day (14), oldest first; the last of each is still running. */
export type Trends = { hours: number[]; days: number[] };

type Row = { issue: number; isHour: boolean; slot: number; count: number };

/**
 * The trends of some issues, in their order, from the hourly counters: one query whose size follows the
 * number of issues asked for.
 */
export async function readTrends(
  issues: readonly { projectId: number; id: number }[],
  environment: string | undefined,
  now: Date,
): Promise<Trends[]> {
  const trends = issues.map(() => ({ hours: zeros(HOURS), days: zeros(DAYS) }));
  if (issues.length === 0) return trends;
  const firstHour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS);
  const firstDay = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (DAYS - 1) * DAY_MS);
  const params: unknown[] = [
    issues.map((issue) => issue.projectId),
    issues.map((issue) => issue.id),
    firstHour,
    firstDay,
  ];
  if (environment !== undefined) params.push(environment);
  const { rows } = await pool().query<Row>(sqlFor(environment), params);
  for (const { issue, isHour, slot, count } of rows) {
    const trend = trends[issue - 1]?.[isHour ? "hours" : "days"];
    // A counter of the next hour (clocks that differ) belongs to no slot.
    if (trend && slot >= 0 && slot < trend.length) trend[slot] = count;
  }
  return trends;
}

function sqlFor(environment: string | undefined): string {
  return `
    WITH stat AS (
      SELECT w.issue, s.bucket, s.count
        FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS w(project_id, issue_id, issue)
        JOIN issue_stat s ON s.project_id = w.project_id AND s.issue_id = w.issue_id
       WHERE s.bucket >= $4 ${environment === undefined ? "" : "AND s.environment = $5"}
    )
    SELECT issue, true AS "isHour", (extract(epoch FROM bucket - $3::timestamptz) / 3600)::int AS slot,
           sum(count)::bigint AS count
      FROM stat WHERE bucket >= $3 GROUP BY issue, bucket
    UNION ALL
    SELECT issue, false, floor(extract(epoch FROM bucket - $4::timestamptz) / 86400)::int AS slot, sum(count)::bigint
      FROM stat GROUP BY issue, slot`;
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
