import { pool } from "@/lib/db/pool";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS = 24;
const DAYS = 14;

/** Events per hour (24) and per UTC day (14), oldest first; the last of each is still running. */
export type Trends = { hours: number[]; days: number[] };

type Row = { issue: number; start: Date; count: number };

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
  const firstHour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS;
  const firstDay = Math.floor(now.getTime() / DAY_MS) * DAY_MS - (DAYS - 1) * DAY_MS;
  const params: unknown[] = [
    issues.map((issue) => issue.projectId),
    issues.map((issue) => issue.id),
    new Date(firstHour),
    new Date(firstDay),
    new Date(firstDay + DAYS * DAY_MS),
  ];
  if (environment !== undefined) params.push(environment);
  const { rows } = await pool().query<Row>(sqlFor(environment), params);
  for (const { issue, start, count } of rows) {
    const trend = trends[issue - 1];
    if (!trend) continue;
    const time = start.getTime();
    add(trend.days, (time - firstDay) / DAY_MS, count);
    add(trend.hours, (time - firstHour) / HOUR_MS, count);
  }
  return trends;
}

/**
 * Counts by hour as far back as hours are shown, by day before that; the end of today spares the partitions of the days to
 * come. Issue by issue, so that each is read from one place of the key.
 */
function sqlFor(environment: string | undefined): string {
  return `
    SELECT w.issue, sums.start, sums.count
      FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS w(project_id, issue_id, issue)
     CROSS JOIN LATERAL (
       SELECT CASE WHEN s.bucket >= $3 THEN s.bucket ELSE date_bin('1 day', s.bucket, $4) END AS start,
              sum(s.count)::bigint AS count
         FROM issue_stat s
        WHERE s.project_id = w.project_id AND s.issue_id = w.issue_id AND s.bucket >= $4 AND s.bucket < $5
          ${environment === undefined ? "" : "AND s.environment = $6"}
        GROUP BY 1) AS sums`;
}

/** A time before the first slot, or a counter of the next hour (clocks that differ), belongs to none. */
function add(counts: number[], place: number, count: number): void {
  const slot = Math.floor(place);
  const known = counts[slot];
  if (known !== undefined) counts[slot] = known + count;
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
