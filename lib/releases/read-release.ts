import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatShortId } from "@/lib/issues/short-id";
import { countReleases, type ReleaseCounts } from "./count-releases";
import { findNeighbours } from "./find-neighbours";
import { findRelease, type ReleaseName, type StoredRelease } from "./find-release";
import { toReleaseRow } from "./list-releases";
import type { ReleaseDetail, ReleaseEvent } from "./schemas";

/**
 * One release with its counts, its neighbours, and its first and last event as far as they are still stored. With an
 * environment, events and adoption are that environment's.
 * @throws NotFoundError
 */
export async function readRelease(
  ctx: Context,
  name: ReleaseName,
  { environment }: { environment?: string | undefined } = {},
  now: Date = new Date(),
): Promise<ReleaseDetail> {
  authorize(ctx, "release:read");
  const release = await findRelease(ctx, name);
  const [[counts], neighbours, own, firstEvent, lastEvent] = await Promise.all([
    countReleases([release], environment, now),
    findNeighbours(release),
    readOwn(release),
    readEdge(release, FIRST),
    readEdge(release, LAST),
  ]);
  return {
    ...toReleaseRow(release, counts as ReleaseCounts),
    package: release.package,
    isOrdered: release.versionKey !== null,
    releasedAt: release.releasedAt?.toISOString() ?? null,
    url: release.url,
    ...own,
    ...neighbours,
    firstEvent,
    lastEvent,
  };
}

type Own = Pick<ReleaseDetail, "issueCount" | "commitCount" | "environments">;

async function readOwn({ projectId, version }: StoredRelease): Promise<Own> {
  const { rows } = await pool().query<Own>(
    `SELECT (SELECT count(*) FROM issue_tag WHERE project_id = $1 AND key = 'release' AND value = $2) AS "issueCount",
            (SELECT count(*) FROM release_commit WHERE project_id = $1 AND version = $2) AS "commitCount",
            ARRAY(SELECT DISTINCT s.environment FROM release_stat s
                   WHERE s.project_id = $1 AND s.version = $2 AND s.environment <> ''
                     AND NOT EXISTS (SELECT FROM environment e
                                      WHERE e.project_id = $1 AND e.name = s.environment AND e.is_hidden)
                   ORDER BY 1 LIMIT 200) AS environments`,
    [projectId, version],
  );
  return rows[0] ?? { issueCount: 0, commitCount: 0, environments: [] };
}

// Of the issue with the first or last event of the release, the event of that very moment.
const FIRST = `SELECT id, first_seen AS at FROM issue
  WHERE project_id = $1 AND first_release = $2 ORDER BY first_seen LIMIT 1`;
const LAST = `SELECT issue_id AS id, last_seen AS at FROM issue_tag
  WHERE project_id = $1 AND key = 'release' AND value = $2 ORDER BY last_seen DESC LIMIT 1`;

async function readEdge(
  { projectId, version, prefix }: StoredRelease,
  edge: string,
): Promise<ReleaseEvent | null> {
  const { rows } = await pool().query<{ number: number; eventId: string }>(
    `SELECT i.short_id AS number, replace(e.id::text, '-', '') AS "eventId"
       FROM (${edge}) AS o
       JOIN event e ON e.project_id = $1 AND e.issue_id = o.id AND e.received_at = o.at AND e.release = $2
       JOIN issue own ON own.project_id = $1 AND own.id = o.id
       JOIN issue i ON i.project_id = $1 AND i.id = coalesce(own.merged_into, own.id)
      LIMIT 1`,
    [projectId, version],
  );
  return rows[0] ? { shortId: formatShortId(prefix, rows[0].number), eventId: rows[0].eventId } : null;
}
