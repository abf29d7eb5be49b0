import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { type IssueLocation, locateIssue } from "@/lib/events/locate-issue";
import { findIssueProject } from "@/lib/issues/find-issue-project";
import type { SeenIn } from "./schemas";

/** Releases that are listed. */
const MOST = 8;
const TREND_DAYS = 14;
const TREND_STEPS = 28;
/** Events that trends are drawn from. */
const LOOKED_AT = 5_000;
const DAY_MS = 86_400_000;

/**
 * In which releases an issue was seen, from the project's newest down to the issue's first, with those between that were
 * free of it. Counts are of all events that were ever counted; trends are of the newest that are stored.
 * @throws NotFoundError for an unknown issue
 */
export async function seenIn(ctx: Context, shortId: string, now: Date = new Date()): Promise<SeenIn> {
  authorize(ctx, "issue:read");
  const issue = await locateIssue(ctx, shortId);
  const [project, releases, trends] = await Promise.all([
    findIssueProject(ctx, issue.projectId),
    listReleases(issue),
    readTrends(issue, now),
  ]);
  const total = releases[0]?.total ?? 0;
  const seen = releases[0]?.seen ?? 0;
  return {
    projectSlug: project.slug,
    releases: releases.map(({ version, count }) => ({
      version,
      count,
      trend: trends.of.get(version) ?? [],
    })),
    more: total - releases.length,
    moreSeen: seen - releases.filter(({ count }) => count > 0).length,
    trendDays: TREND_DAYS,
    isTrendPartial: trends.isPartial,
  };
}

type Row = { version: string; count: number; total: number; seen: number };

/**
 * The issue's own releases, and of its last one's package those that had events and are not older than its first: by
 * version, or by first event where versions have no order.
 */
async function listReleases({ projectId, issueId }: IssueLocation): Promise<Row[]> {
  const { rows } = await pool().query<Row>(
    `WITH own AS (
       SELECT value AS version, count FROM issue_tag WHERE project_id = $1 AND issue_id = $2 AND key = 'release'
     ), last AS (
       SELECT r.package, r.version_key FROM issue i
         JOIN release r ON r.project_id = i.project_id AND r.version = i.last_release
        WHERE i.project_id = $1 AND i.id = $2
     ), edge AS (
       SELECT last.package, min(r.version_key) AS key, min(r.first_seen) AS seen
         FROM last JOIN release r ON r.package IS NOT DISTINCT FROM last.package
                                 AND (r.version_key IS NULL) = (last.version_key IS NULL)
         JOIN own ON own.version = r.version
        WHERE r.project_id = $1 GROUP BY last.package
     )
     SELECT r.version, coalesce(own.count, 0) AS count, count(*) OVER () AS total, count(own.version) OVER () AS seen
       FROM release r
       LEFT JOIN own ON own.version = r.version
       LEFT JOIN edge ON TRUE
      WHERE r.project_id = $1
        AND (own.version IS NOT NULL
             OR (r.event_count > 0 AND edge.seen IS NOT NULL AND r.package IS NOT DISTINCT FROM edge.package
                 AND CASE WHEN edge.key IS NULL THEN r.version_key IS NULL AND r.first_seen >= edge.seen
                          ELSE r.version_key >= edge.key END))
      ORDER BY r.version_key DESC NULLS LAST, r.first_seen DESC, r.version LIMIT ${MOST}`,
    [projectId, issueId],
  );
  return rows;
}

/** Events per half day and release. */
async function readTrends(
  { projectId, issueId }: IssueLocation,
  now: Date,
): Promise<{ of: Map<string, number[]>; isPartial: boolean }> {
  const stepMs = (TREND_DAYS * DAY_MS) / TREND_STEPS;
  const start = (Math.floor(now.getTime() / stepMs) + 1) * stepMs - TREND_DAYS * DAY_MS;
  const { rows } = await pool().query<{ version: string; index: number; count: number }>(
    `SELECT release AS version, floor(extract(epoch FROM received_at - $3::timestamptz) / $4)::int AS index, count(*)
       FROM (SELECT release, received_at FROM event
              WHERE project_id = $1 AND issue_id = $2 AND received_at >= $3
              ORDER BY received_at DESC, seq DESC LIMIT ${LOOKED_AT}) AS newest
      WHERE release <> '' GROUP BY 1, 2`,
    [projectId, issueId, new Date(start), stepMs / 1000],
  );
  const of = new Map<string, number[]>();
  let looked = 0;
  for (const { version, index, count } of rows) {
    const trend = of.get(version) ?? Array.from({ length: TREND_STEPS }, () => 0);
    if (index < TREND_STEPS) trend[index] = (trend[index] ?? 0) + count;
    of.set(version, trend);
    looked += count;
  }
  return { of, isPartial: looked >= LOOKED_AT };
}
