import { pool } from "@/lib/db/pool";
import type { IssueKey } from "./issue-keys";
import type { Archived } from "./wake-archived";

/** People are counted among so many of the newest events of a window at most. */
const MOST_EVENTS = 100_000;

/** SQL: how many events the watched issue `w` had in its window; whole hours by their counter, the first part by its events. */
const EVENTS = `(
  (SELECT coalesce(sum(s.count), 0) FROM issue_stat s
    WHERE s.project_id = w.project_id AND s.issue_id = w.id
      AND s.bucket >= date_trunc('hour', w.since) + interval '1 hour')
  + (SELECT count(*) FROM (
       SELECT FROM event e
        WHERE e.project_id = w.project_id AND e.issue_id = w.id AND e.received_at > w.since
          AND e.received_at < date_trunc('hour', w.since) + interval '1 hour'
        LIMIT w.archived_events) AS part))`;

const USERS = `(
  SELECT count(DISTINCT part.user_key) FROM (
    SELECT e.user_key FROM event e
     WHERE e.project_id = w.project_id AND e.issue_id = w.id AND e.received_at > w.since
     ORDER BY e.received_at DESC, e.seq DESC LIMIT ${MOST_EVENTS}) AS part)`;

/**
 * Looks at the next archived issues that come back when they have so many events or users within a window: those that had an
 * event in it, and whose hours say that it may be enough. `risen` are those that have; `next` is where to go on.
 */
export async function findRisen(
  after: IssueKey,
  limit: number,
  now: Date,
): Promise<{ risen: Archived[]; next: IssueKey | null }> {
  const { rows } = await pool().query<Archived & { isRisen: boolean }>(
    `SELECT w.project_id AS "projectId", w.id, w.archived_at AS "archivedAt",
            CASE WHEN w.archived_events IS NULL THEN false ELSE ${EVENTS} >= w.archived_events END
            OR CASE WHEN w.archived_users IS NULL THEN false ELSE ${USERS} >= w.archived_users END AS "isRisen"
       FROM (
         SELECT i.project_id, i.id, i.archived_at, i.archived_events, i.archived_users, span.since
           FROM issue i
          CROSS JOIN LATERAL (
            SELECT greatest(i.archived_at, $3::timestamptz - i.archived_window * interval '1 minute') AS since
          ) AS span
          WHERE i.status = 'archived' AND i.archive_condition <> 'forever' AND i.archived_window IS NOT NULL
            AND (i.project_id, i.id) > ($1::int, $2::bigint) AND i.last_seen > span.since
            AND (SELECT sum(s.count) FROM issue_stat s
                  WHERE s.project_id = i.project_id AND s.issue_id = i.id AND s.bucket >= date_trunc('hour', span.since))
                >= least(i.archived_events, i.archived_users)
          ORDER BY i.project_id, i.id LIMIT $4
       ) AS w
      ORDER BY w.project_id, w.id`,
    [after.projectId, after.id, now, limit],
  );
  const last = rows.at(-1);
  return {
    risen: rows.filter(({ isRisen }) => isRisen),
    next: last && rows.length === limit ? last : null,
  };
}
