import { pool } from "@/lib/db/pool";
import { type Past, recallPast, rememberPast } from "./trend-memory";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS = 24;
const DAYS = 14;

/** Events per hour (24) and per UTC day (14), oldest first; the last of each is still running. */
export type Trends = { hours: number[]; days: number[] };

type Issue = { projectId: number; id: number };
/** Starts in ms: of the first hour and day that are shown, and of tomorrow. */
type Frame = { firstHour: number; firstDay: number; end: number };
/** Hours, and days before the first hour that is shown. */
type Count = { start: number; count: number };
/** `total`: all events that were ever counted. */
type Counted = { total: number; counts: Count[] };

/**
 * The trends of some issues, in their order, from the hourly counters: one query whose size follows the number of issues
 * asked for. What is over is remembered by this process, and read again when the issue's counter says that it changed.
 */
export async function readTrends(
  issues: readonly Issue[],
  environment: string | undefined,
  now: Date,
): Promise<Trends[]> {
  const thisHour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const frame: Frame = {
    firstHour: thisHour - (HOURS - 1) * HOUR_MS,
    firstDay: today - (DAYS - 1) * DAY_MS,
    end: today + DAY_MS,
  };
  const pasts = issues.map(({ id }) => recallPast(id, environment) ?? emptyPast(frame));
  const found = await readCounts(
    issues,
    environment,
    frame,
    pasts.map(({ until }) => until),
  );
  const changed = found.flatMap((counted, index) => (isTrue(pasts[index], counted, frame) ? [] : [index]));
  const again = await readCounts(
    changed.flatMap((index) => issues[index] ?? []),
    environment,
    frame,
    changed.map(() => frame.firstDay),
  );
  for (const [place, index] of changed.entries()) {
    pasts[index] = emptyPast(frame);
    found[index] = again[place] ?? { total: 0, counts: [] };
  }
  return issues.map(({ id }, index) => {
    const whole = addUp(pasts[index] ?? emptyPast(frame), found[index] ?? { total: 0, counts: [] }, frame);
    // What this hour and the last one hold may still change without anything being late.
    if (pasts[index]?.until !== thisHour - HOUR_MS)
      rememberPast(id, environment, before(whole, thisHour - HOUR_MS));
    return {
      hours: Array.from(
        { length: HOURS },
        (_, place) => whole.hours.get(frame.firstHour + place * HOUR_MS) ?? 0,
      ),
      days: Array.from({ length: DAYS }, (_, place) => whole.days.get(frame.firstDay + place * DAY_MS) ?? 0),
    };
  });
}

function emptyPast({ firstDay }: Frame): Past {
  return { until: firstDay, events: 0, hours: new Map(), days: new Map() };
}

function sumOf(counts: Iterable<{ count: number }>): number {
  let sum = 0;
  for (const { count } of counts) sum += count;
  return sum;
}

/** What was read from the start needs nothing from before. */
function isTrue(past: Past | undefined, { total, counts }: Counted, { firstDay }: Frame): boolean {
  return past === undefined || past.until === firstDay || total - sumOf(counts) === past.events;
}

type Whole = { hours: Map<number, number>; days: Map<number, number>; counted: Counted };

function addUp(past: Past, counted: Counted, { firstHour, firstDay }: Frame): Whole {
  const hours = new Map([...past.hours].filter(([start]) => start >= firstHour));
  const days = new Map([...past.days].filter(([start]) => start >= firstDay));
  for (const { start, count } of counted.counts) {
    const day = Math.floor(start / DAY_MS) * DAY_MS;
    days.set(day, (days.get(day) ?? 0) + count);
    if (start >= firstHour) hours.set(start, (hours.get(start) ?? 0) + count);
  }
  return { hours, days, counted };
}

/** The same without what was counted from an hour on. */
function before({ hours, days, counted: { total, counts } }: Whole, until: number): Past {
  const later = counts.filter(({ start }) => start >= until);
  const earlier = new Map(days);
  for (const { start, count } of later) {
    const day = Math.floor(start / DAY_MS) * DAY_MS;
    earlier.set(day, (earlier.get(day) ?? 0) - count);
  }
  return {
    until,
    events: total - sumOf(later),
    hours: new Map([...hours].filter(([start]) => start < until)),
    days: earlier,
  };
}

type Row = { issue: number; total: number; start: Date | null; count: number };

/**
 * Counts by hour as far back as hours are shown, by day before that, each issue from a moment of its own; the end of today
 * spares the partitions of the days to come. Issue by issue, so that each is read from one place of the key.
 */
async function readCounts(
  issues: readonly Issue[],
  environment: string | undefined,
  { firstHour, firstDay, end }: Frame,
  from: readonly number[],
): Promise<Counted[]> {
  const counted = issues.map((): Counted => ({ total: 0, counts: [] }));
  if (issues.length === 0) return counted;
  const isScoped = environment !== undefined;
  const total = isScoped
    ? "FROM issue_environment v WHERE v.project_id = w.project_id AND v.environment = $8 AND v.issue_id = w.issue_id"
    : "FROM issue v WHERE v.project_id = w.project_id AND v.id = w.issue_id";
  const { rows } = await pool().query<Row>(
    `SELECT w.issue, coalesce((SELECT v.event_count ${total}), 0) AS total, sums.start, sums.count
       FROM unnest($1::int[], $2::bigint[], $3::timestamptz[]) WITH ORDINALITY AS w(project_id, issue_id, since, issue)
       LEFT JOIN LATERAL (
         SELECT CASE WHEN s.bucket >= $5 THEN s.bucket ELSE date_bin('1 day', s.bucket, $6) END AS start,
                sum(s.count)::bigint AS count
           FROM issue_stat s
          WHERE s.project_id = w.project_id AND s.issue_id = w.issue_id AND s.bucket >= w.since
            AND s.bucket >= $4 AND s.bucket < $7
            ${isScoped ? "AND s.environment = $8" : ""}
          GROUP BY 1) AS sums ON true`,
    [
      issues.map(({ projectId }) => projectId),
      issues.map(({ id }) => id),
      from.map((since) => new Date(since)),
      new Date(Math.min(...from)),
      new Date(firstHour),
      new Date(firstDay),
      new Date(end),
      ...(isScoped ? [environment] : []),
    ],
  );
  for (const { issue, total: all, start, count } of rows) {
    const one = counted[issue - 1];
    if (!one) continue;
    one.total = all;
    if (start) one.counts.push({ start: start.getTime(), count });
  }
  return counted;
}
