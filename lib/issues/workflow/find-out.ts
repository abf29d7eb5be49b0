import type { PoolClient } from "pg";
import { InvalidInputError } from "@/lib/errors";
import { checkAssignee } from "./check-assignee";
import type { Knowledge } from "./apply-change";
import { forecastEvents } from "./forecast";
import { type IssueKey, keyArrays } from "./issue-keys";
import type { StateChange } from "./plan-change";

/**
 * What a change has to know about issues: the newest release of their projects, or how many events an hour may bring.
 * @throws InvalidInputError for a release that a project does not know, and for an assignee who does not see it
 */
export async function findOut(
  db: PoolClient,
  change: StateChange,
  keys: readonly IssueKey[],
): Promise<Knowledge> {
  const knowledge: Knowledge = { newest: keys.map(() => null), forecasts: keys.map(() => null) };
  if (change.kind === "resolve" && change.in.type === "next_release") {
    const newest = await readNewestReleases(db, keys);
    return { ...knowledge, newest: keys.map(({ projectId }) => newest.get(projectId) ?? null) };
  }
  if (change.kind === "archive" && change.until.type === "escalating") {
    return { ...knowledge, forecasts: await readForecasts(db, keys) };
  }
  if (change.kind === "assign" && change.to !== null) {
    await checkAssignee(db, change.to, projectsOf(keys));
  }
  if (change.kind === "resolve" && change.in.type === "release") {
    await checkRelease(db, change.in.release, keys);
  }
  return knowledge;
}

function projectsOf(keys: readonly IssueKey[]): number[] {
  return [...new Set(keys.map(({ projectId }) => projectId))];
}

/** The newest version of the package that was released last; without comparable versions, the release that was seen last. */
async function readNewestReleases(db: PoolClient, keys: readonly IssueKey[]): Promise<Map<number, string>> {
  const { rows } = await db.query<{ projectId: number; version: string }>(
    `SELECT wanted.id AS "projectId", coalesce(highest.version, last.version) AS version
       FROM unnest($1::int[]) AS wanted (id)
      CROSS JOIN LATERAL (
        SELECT r.version, r.package, r.version_key FROM release r
         WHERE r.project_id = wanted.id ORDER BY r.first_seen DESC, r.version DESC LIMIT 1
      ) AS last
       LEFT JOIN LATERAL (
        SELECT r.version FROM release r
         WHERE last.version_key IS NOT NULL AND r.project_id = wanted.id AND r.version_key IS NOT NULL
           AND r.package IS NOT DISTINCT FROM last.package
         ORDER BY r.version_key COLLATE "C" DESC, r.first_seen DESC LIMIT 1
      ) AS highest ON true`,
    [projectsOf(keys)],
  );
  return new Map(rows.map(({ projectId, version }) => [projectId, version]));
}

/** Nothing could ever be newer than a release that nobody knows: the issues would stay resolved whatever comes. */
async function checkRelease(db: PoolClient, version: string, keys: readonly IssueKey[]): Promise<void> {
  const { rows } = await db.query<{ slug: string }>(
    `SELECT p.slug FROM project p
      WHERE p.id = ANY($1::int[])
        AND NOT EXISTS (SELECT FROM release r WHERE r.project_id = p.id AND r.version = $2)
      ORDER BY p.slug LIMIT 1`,
    [projectsOf(keys), version],
  );
  if (!rows[0]) return;
  const message = `The project ${rows[0].slug} does not know this release yet. Use the next release instead.`;
  throw new InvalidInputError(message, { "change.in.release": message });
}

/** Per issue, from its hours of the last week and the one that is running. */
async function readForecasts(db: PoolClient, keys: readonly IssueKey[]): Promise<number[]> {
  const { rows } = await db.query<{ place: number; hours: number[] | null }>(
    `SELECT t.place, h.hours
       FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS t (project_id, id, place)
       LEFT JOIN LATERAL (
         SELECT array_agg(events) AS hours
           FROM (SELECT sum(s.count)::int AS events FROM issue_stat s
                  WHERE s.project_id = t.project_id AND s.issue_id = t.id
                    AND s.bucket >= date_trunc('hour', now()) - interval '7 days'
                  GROUP BY s.bucket) AS sums
       ) AS h ON true
      ORDER BY t.place`,
    keyArrays(keys),
  );
  return rows.map(({ hours }) => forecastEvents(hours ?? []));
}
