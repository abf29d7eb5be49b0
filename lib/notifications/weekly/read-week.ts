import { sketchIssue } from "@/lib/alerts/facts/sketch-issue";
import { alertPlatform } from "@/lib/alerts/constants";
import { pool } from "@/lib/db/pool";
import type { SummaryFacts, WeekFigure } from "@/lib/notifications/facts";
import type { Week } from "./find-week";

/** Issues and releases that are named. */
const NAMED = 5;
/** From here on, a level of log lines is an error. */
const ERROR_LEVEL = 3;

/**
 * What happened in a project in a week and in the one before, from counters and indexes alone; null for a week in which
 * nothing did. What alerts themselves opened does not count.
 */
export async function readWeek(
  { id, slug }: { id: number; slug: string },
  week: Week,
): Promise<SummaryFacts | null> {
  const [days, top, issues, releases, logs] = await Promise.all([
    countDays(id, week),
    listTop(id, week),
    countIssues(id, week),
    listReleases(id, week),
    countLines(id, week),
  ]);
  const isEmpty = days.events.now + logs.lines.now + issues.resolvedIssues.now + releases.count === 0;
  if (isEmpty) return null;
  const sketched = await Promise.all(
    top.map(async ({ issueId, events }) => {
      const found = await sketchIssue(pool(), id, issueId, { withCode: false });
      return found ? [{ ...found.sketch, events }] : [];
    }),
  );
  return {
    kind: "summary",
    from: week.monday,
    to: week.sunday,
    project: slug,
    events: days.events,
    ...issues,
    ...logs,
    releases: releases.versions,
    releaseCount: releases.count,
    bars: days.bars,
    top: sketched.flat(),
  };
}

const OURS = `JOIN issue i ON i.project_id = s.project_id AND i.id = s.issue_id AND i.platform <> '${alertPlatform}'`;

/** By the days of the week; all before is one. */
async function countDays(
  id: number,
  { before, to, days }: Week,
): Promise<{ events: WeekFigure; bars: number[] }> {
  const { rows } = await pool().query<{ day: number; events: number }>(
    `SELECT width_bucket(s.bucket, $4::timestamptz[]) AS day, sum(s.count)::bigint AS events
       FROM issue_stat s ${OURS}
      WHERE s.project_id = $1 AND s.bucket >= $2 AND s.bucket < $3 GROUP BY 1`,
    [id, before, to, days],
  );
  const byDay = new Map(rows.map(({ day, events }) => [day, events]));
  const bars = days.map((_day, place) => byDay.get(place + 1) ?? 0);
  return { events: { now: bars.reduce((sum, events) => sum + events, 0), before: byDay.get(0) ?? 0 }, bars };
}

async function listTop(id: number, { from, to }: Week): Promise<{ issueId: number; events: number }[]> {
  const { rows } = await pool().query<{ issueId: number; events: number }>(
    `SELECT s.issue_id AS "issueId", sum(s.count)::bigint AS events
       FROM issue_stat s ${OURS}
      WHERE s.project_id = $1 AND s.bucket >= $2 AND s.bucket < $3
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${NAMED}`,
    [id, from, to],
  );
  return rows;
}

type IssueFigures = Pick<SummaryFacts, "newIssues" | "regressedIssues" | "resolvedIssues">;

/** SQL: issues of which this became, in the week ($3 to $4) and in the one before (from $2). */
function actsSql(kind: "resolved" | "regressed"): string {
  return `SELECT count(DISTINCT s.issue_id) FILTER (WHERE s.at >= $3) AS now, count(DISTINCT s.issue_id) FILTER (WHERE s.at < $3) AS before
      FROM issue_activity s ${OURS}
     WHERE s.project_id = $1 AND s.kind = '${kind}' AND s.kind IN ('resolved', 'regressed') AND s.at >= $2 AND s.at < $4`;
}

async function countIssues(id: number, { before, from, to }: Week): Promise<IssueFigures> {
  const { rows } = await pool().query<{ kind: keyof IssueFigures } & WeekFigure>(
    `SELECT 'newIssues' AS kind, count(*) FILTER (WHERE first_seen >= $3) AS now, count(*) FILTER (WHERE first_seen < $3) AS before
       FROM issue WHERE project_id = $1 AND status = ANY ($5) AND first_seen >= $2 AND first_seen < $4
        AND platform <> '${alertPlatform}'
     UNION ALL SELECT 'regressedIssues', r.* FROM (${actsSql("regressed")}) AS r
     UNION ALL SELECT 'resolvedIssues', r.* FROM (${actsSql("resolved")}) AS r`,
    [id, before, from, to, ["unresolved", "resolved", "archived"]],
  );
  const figures = Object.fromEntries(rows.map(({ kind, now, before }) => [kind, { now, before }]));
  return figures as IssueFigures;
}

async function listReleases(id: number, { from, to }: Week): Promise<{ versions: string[]; count: number }> {
  const { rows } = await pool().query<{ version: string; count: number }>(
    `SELECT version, count(*) OVER () AS count FROM release
      WHERE project_id = $1 AND first_seen >= $2 AND first_seen < $3 ORDER BY first_seen DESC, version LIMIT ${NAMED}`,
    [id, from, to],
  );
  return { versions: rows.map(({ version }) => version), count: rows[0]?.count ?? 0 };
}

async function countLines(
  id: number,
  { before, from, to }: Week,
): Promise<Pick<SummaryFacts, "lines" | "errorLines">> {
  const { rows } = await pool().query<Record<"now" | "before" | "errors" | "errorsBefore", number>>(
    `SELECT coalesce(sum(quantity) FILTER (WHERE minute >= $3), 0)::bigint AS now,
            coalesce(sum(quantity) FILTER (WHERE minute < $3), 0)::bigint AS before,
            coalesce(sum(quantity) FILTER (WHERE minute >= $3 AND level >= ${ERROR_LEVEL}), 0)::bigint AS errors,
            coalesce(sum(quantity) FILTER (WHERE minute < $3 AND level >= ${ERROR_LEVEL}), 0)::bigint AS "errorsBefore"
       FROM log_stat WHERE project_id = $1 AND minute >= $2 AND minute < $4`,
    [id, before, from, to],
  );
  const { now = 0, before: earlier = 0, errors = 0, errorsBefore = 0 } = rows[0] ?? {};
  return { lines: { now, before: earlier }, errorLines: { now: errors, before: errorsBefore } };
}
