import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import { isNewer } from "@/lib/issues/workflow/is-newer";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

/**
 * Whether what came (`came`, its release `e`) brings back a resolved issue (`l`, its release `r`). Of a release that is
 * known no more it can only be said that it is older than all that come.
 */
const COMES_BACK = `
  CASE coalesce(l.resolution, 'now')
    WHEN 'now' THEN true
    WHEN 'release' THEN came.release <> '' AND (r.version IS NULL OR came.release = r.version OR ${isNewer("e", "r")})
    WHEN 'next_release' THEN came.release <> '' AND (r.version IS NULL OR ${isNewer("e", "r")})
    ELSE came.release <> '' AND EXISTS (
      SELECT FROM release_commit c JOIN release o ON o.project_id = c.project_id AND o.version = c.version
       WHERE c.project_id = l.project_id AND c.id >= l.resolved_commit AND c.id < l.resolved_commit || 'g'
         AND starts_with(c.id, l.resolved_commit) AND (o.version = came.release OR ${isNewer("e", "o")}))
  END`;

/**
 * Adds the events to their issues. A resolved issue is unresolved again, as a regression, when one of its events says that
 * it is not mended (see docs/workflow.md); timeline and outbox tell of it. What was spooled may be older than what opened the
 * issue. To be called after releases are counted.
 */
export async function countIssues(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const sums = addUp(stored, nameOf);
  const others = otherReleases(stored, sums);
  await db.query({
    name: "count-issues",
    text: `
      WITH added AS (
        SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::int[], $6::bool[], $7::text[], $8::uuid[],
                             $9::timestamptz[])
                   AS t (project_id, issue_id, quantity, seen, level, is_unhandled, release, event_id, first_seen)
      ), came AS (
        SELECT project_id, issue_id, release, event_id, seen FROM added
        UNION ALL
        SELECT * FROM unnest($10::int[], $11::bigint[], $12::text[], $13::uuid[], $14::timestamptz[])
      ), locked AS MATERIALIZED (
        SELECT i.project_id, i.id, i.status, i.resolution, i.resolved_release, i.resolved_commit
          FROM issue i JOIN added ON i.project_id = added.project_id AND i.id = added.issue_id
         ORDER BY i.project_id, i.id FOR NO KEY UPDATE OF i
      ), regressed AS MATERIALIZED (
        SELECT DISTINCT ON (l.project_id, l.id) l.project_id, l.id, nullif(came.release, '') AS release, came.event_id, came.seen
          FROM locked l
          JOIN came ON came.project_id = l.project_id AND came.issue_id = l.id
          LEFT JOIN release e ON e.project_id = came.project_id AND e.version = came.release
          LEFT JOIN release r ON r.project_id = l.project_id AND r.version = l.resolved_release
         WHERE l.status = 'resolved' AND ${COMES_BACK}
         ORDER BY l.project_id, l.id, came.seen
      ), told AS (
        INSERT INTO outbox (project_id, kind, issue_id, event_id)
        SELECT project_id, 'regression', id, event_id FROM regressed
      ), noted AS (
        INSERT INTO issue_activity (project_id, issue_id, at, kind, data)
        SELECT project_id, id, seen, 'regressed', jsonb_build_object('release', release) FROM regressed
      )
      UPDATE issue i
         SET event_count = i.event_count + added.quantity,
             stored_count = i.stored_count + added.quantity,
             first_seen = least(i.first_seen, added.first_seen),
             last_seen = greatest(i.last_seen, added.seen),
             last_release = coalesce(nullif(added.release, ''), i.last_release),
             level = added.level,
             is_unhandled = i.is_unhandled OR added.is_unhandled,
             regressed_at = coalesce(g.seen, i.regressed_at),
             regressed_release = CASE WHEN g.id IS NULL THEN i.regressed_release ELSE g.release END,
             resolved_at = CASE WHEN g.id IS NULL THEN i.resolved_at END,
             resolved_by = CASE WHEN g.id IS NULL THEN i.resolved_by END,
             resolution = CASE WHEN g.id IS NULL THEN i.resolution END,
             resolved_release = CASE WHEN g.id IS NULL THEN i.resolved_release END,
             resolved_commit = CASE WHEN g.id IS NULL THEN i.resolved_commit END,
             status = CASE WHEN g.id IS NULL THEN i.status ELSE 'unresolved' END
        FROM added
        JOIN locked ON locked.project_id = added.project_id AND locked.id = added.issue_id
        LEFT JOIN regressed g ON g.project_id = added.project_id AND g.id = added.issue_id
       WHERE i.project_id = added.project_id AND i.id = added.issue_id`,
    values: [
      plainArray(sums.map(({ last }) => last.event.projectId)),
      plainArray(sums.map(({ last }) => last.issueId)),
      plainArray(sums.map(({ quantity }) => quantity)),
      timeArray(sums.map(({ last }) => last.event.receivedAt)),
      plainArray(sums.map(({ last }) => last.event.level)),
      plainArray(sums.map(({ last }) => last.event.isUnhandled)),
      textArray(sums.map(({ last }) => last.event.release)),
      plainArray(sums.map(({ last }) => last.event.eventId)),
      timeArray(sums.map(({ first }) => first.event.receivedAt)),
      plainArray(others.map(({ event }) => event.projectId)),
      plainArray(others.map(({ issueId }) => issueId)),
      textArray(others.map(({ event }) => event.release)),
      plainArray(others.map(({ event }) => event.eventId)),
      timeArray(others.map(({ event }) => event.receivedAt)),
    ],
  });
}

/** The first event of each release that is not the last one of its issue: any of them may bring the issue back. Mostly none. */
function otherReleases(stored: StoredEvent[], sums: { last: StoredEvent }[]): StoredEvent[] {
  if (sums.length === stored.length) return [];
  const known = new Set(sums.map(({ last }) => releaseNameOf(last)));
  return stored.filter((one) => {
    const name = releaseNameOf(one);
    const isOther = !known.has(name);
    known.add(name);
    return isOther;
  });
}

function nameOf({ event, issueId }: StoredEvent): string {
  return `${event.projectId}/${issueId}`;
}

function releaseNameOf(one: StoredEvent): string {
  return `${nameOf(one)}/${one.event.release}`;
}
