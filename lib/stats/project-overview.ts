import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatShortId } from "@/lib/issues/short-id";
import { findProject } from "@/lib/projects/find-project";
import { issuesOf, type Part } from "./issues-of";
import { listMostUsers, listNewAndRegressed } from "./overview-issues";
import { type Figure, type OverviewQuery, type PeriodId, type ProjectOverview, periods } from "./schemas";

const HOUR_MS = 3_600_000;

const USER_CAP = 20_000;
const USER_ISSUES_CAP = 1_000;
const UNRESOLVED_CAP = 1_000;

/** A stretch of time that begins and ends on a step; `before` is as long and ends where it begins. */
type Range = { before: Date; from: Date; to: Date; stepMs: number };

/**
 * What happened in a project in a period, or in one environment of it, from counters and indexes alone.
 * @throws NotFoundError
 */
export async function readProjectOverview(
  ctx: Context,
  { slug, period, env: environment }: { slug: string } & OverviewQuery,
  now: Date = new Date(),
): Promise<ProjectOverview> {
  authorize(ctx, "project:read");
  const project = await findProject(ctx, slug);
  const range = rangeOf(period, now);
  const part = { project, environment };
  const [outcomes, ofEnvironment, issues, users, newAndRegressed, mostUsers] = await Promise.all([
    countOutcomes(project.id, range),
    environment === undefined ? undefined : countEvents(project.id, environment, range),
    countIssues(part, range),
    countUsers(part, range.from),
    listNewAndRegressed(part, range.from),
    listMostUsers(part, range.from),
  ]);
  const events = ofEnvironment ?? outcomes;
  // Without a whole period behind it, a comparison would only say that the project is young.
  const isComparable = project.firstEventAt !== null && new Date(project.firstEventAt) <= range.before;
  const figure = (current: number, earlier: number): Figure => ({
    now: current,
    before: isComparable ? earlier : null,
  });
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    stepMs: range.stepMs,
    events: events.series,
    eventTotal: figure(events.accepted, events.acceptedBefore),
    refusedTotal: figure(outcomes.refused, outcomes.refusedBefore),
    newIssues: figure(issues.newCount, issues.newBefore),
    regressed: issues.regressed,
    unresolvedCount: issues.unresolvedCount,
    users,
    newAndRegressed,
    mostUsers,
  };
}

/** Ends with the step that is running now. */
export function rangeOf(period: PeriodId, now: Date): Range {
  const { hours, stepHours } = periods.find(({ id }) => id === period) ?? periods[1];
  const stepMs = stepHours * HOUR_MS;
  const to = (Math.floor(now.getTime() / stepMs) + 1) * stepMs;
  const from = to - hours * HOUR_MS;
  return { before: new Date(from - hours * HOUR_MS), from: new Date(from), to: new Date(to), stepMs };
}

async function countOutcomes(projectId: number, { before, from, to, stepMs }: Range) {
  const { rows } = await pool().query<{ step: number; accepted: number; refused: number }>(
    `SELECT floor(extract(epoch FROM bucket - $3::timestamptz) * 1000 / $5)::int AS step,
            coalesce(sum(quantity) FILTER (WHERE outcome = 'accepted'), 0)::bigint AS accepted,
            coalesce(sum(quantity) FILTER (WHERE outcome IN ('filtered', 'rate_limited', 'invalid')), 0)::bigint AS refused
       FROM outcome
      WHERE project_id = $1 AND bucket >= $2 AND bucket < $4 AND category NOT IN ('log_item', 'log_byte')
      GROUP BY 1`,
    [projectId, before, from, to, stepMs],
  );
  const series = Array.from({ length: (to.getTime() - from.getTime()) / stepMs }, () => 0);
  const totals = { accepted: 0, acceptedBefore: 0, refused: 0, refusedBefore: 0 };
  for (const { step, accepted, refused } of rows) {
    if (step < 0) {
      totals.acceptedBefore += accepted;
      totals.refusedBefore += refused;
    } else {
      series[step] = accepted;
      totals.accepted += accepted;
      totals.refused += refused;
    }
  }
  return { series, ...totals };
}

/** Of an environment's events there is no counter but those of its issues. */
async function countEvents(projectId: number, environment: string, { before, from, to, stepMs }: Range) {
  const { rows } = await pool().query<{ step: number; accepted: number }>(
    `SELECT floor(extract(epoch FROM bucket - $3::timestamptz) * 1000 / $5)::int AS step, sum(count)::bigint AS accepted
       FROM issue_stat
      WHERE project_id = $1 AND environment = $6 AND bucket >= $2 AND bucket < $4
      GROUP BY 1`,
    [projectId, before, from, to, stepMs, environment],
  );
  const series = Array.from({ length: (to.getTime() - from.getTime()) / stepMs }, () => 0);
  const totals = { accepted: 0, acceptedBefore: 0 };
  for (const { step, accepted } of rows) {
    if (step < 0) totals.acceptedBefore += accepted;
    else {
      series[step] = accepted;
      totals.accepted += accepted;
    }
  }
  return { series, ...totals };
}

async function countIssues(part: Part, { before, from }: Range) {
  const { project, environment } = part;
  const { rows } = await pool().query<{
    newCount: number;
    newBefore: number;
    unresolvedCount: number;
    regressed: number[];
  }>(
    `SELECT (SELECT count(*) FROM ${issuesOf(part, "$6")} WHERE project_id = $1 AND status = ANY($4) AND first_seen >= $3)
              AS "newCount",
            (SELECT count(*) FROM ${issuesOf(part, "$6")} WHERE project_id = $1 AND status = ANY($4)
                AND first_seen >= $2 AND first_seen < $3) AS "newBefore",
            (SELECT count(*) FROM (SELECT 1 FROM ${issuesOf(part, "$6")}
                                    WHERE project_id = $1 AND status = 'unresolved' LIMIT $5) AS open) AS "unresolvedCount",
            ARRAY(SELECT short_id::float8 FROM ${issuesOf(part, "$6")}
                   WHERE project_id = $1 AND status = 'unresolved' AND last_seen >= $3 AND regressed_at >= $3
                   ORDER BY regressed_at DESC) AS regressed`,
    [project.id, before, from, ["unresolved", "resolved", "archived"], UNRESOLVED_CAP, environment ?? null],
  );
  const { regressed = [], newCount = 0, newBefore = 0, unresolvedCount = 0 } = rows[0] ?? {};
  const shortIds = regressed.slice(0, 3).map((number) => formatShortId(project.shortPrefix, number));
  return { newCount, newBefore, unresolvedCount, regressed: { count: regressed.length, shortIds } };
}

/** Reads the users of the issues seen last, at most 1,000 issues and 20,000 rows: what is more is "at least". */
async function countUsers(part: Part, from: Date): Promise<ProjectOverview["users"]> {
  const { rows } = await pool().query<{ count: number; seen: number; issues: number }>(
    `WITH seen AS MATERIALIZED (
       SELECT id FROM ${issuesOf(part, "$5")}
        WHERE project_id = $1 AND status = 'unresolved' AND last_seen >= $2
        ORDER BY last_seen DESC LIMIT $3
     )
     SELECT count(DISTINCT user_key) AS count, count(*) AS seen, (SELECT count(*) FROM seen) AS issues
       FROM (SELECT u.user_key
               FROM seen CROSS JOIN LATERAL (
                 SELECT user_key FROM issue_user
                  WHERE project_id = $1 AND issue_id = seen.id AND environment = coalesce($5, '') LIMIT $4) AS u
              LIMIT $4) AS affected`,
    [part.project.id, from, USER_ISSUES_CAP, USER_CAP, part.environment ?? null],
  );
  const { count = 0, seen = 0, issues = 0 } = rows[0] ?? {};
  return { count, isAtLeast: seen === USER_CAP || issues === USER_ISSUES_CAP };
}
