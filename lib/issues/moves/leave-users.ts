import type { PoolClient } from "pg";
import { type Direction, lockIssues } from "./count-moved";

/** Newest events of an issue in which a release is looked for. */
const LOOK_BACK = 1_000;

/**
 * The end of an unmerge: people who are in no stored event of the old issue any more are counted only where they went, and
 * both issues say first, last, level and release of what they have. With events that retention removed, the old issue's
 * beginning stays: it may have been theirs.
 *
 * Reads all that is left of the old issue, while its next events wait for its row (ingest puts them on disk meanwhile):
 * otherwise a person could come back between looking and counting.
 */
export async function leaveUsers(db: PoolClient, direction: Direction): Promise<void> {
  const { projectId, from, to } = direction;
  await lockIssues(db, direction);
  await db.query(
    `WITH remaining AS MATERIALIZED (
       SELECT environment, user_key, min(received_at) AS first, max(received_at) AS last
         FROM event WHERE project_id = $1 AND issue_id = $2 GROUP BY 1, 2
     ), staying AS (
       SELECT environment, user_key FROM remaining UNION SELECT '', user_key FROM remaining
     ), gone AS (
       DELETE FROM issue_user u USING issue_user t
        WHERE u.project_id = $1 AND u.issue_id = $2 AND t.project_id = $1 AND t.issue_id = $3
          AND t.environment = u.environment AND t.user_key = u.user_key
          AND NOT EXISTS (SELECT FROM staying s WHERE s.environment = u.environment AND s.user_key = u.user_key)
       RETURNING u.environment
     ), lost AS (
       SELECT environment, count(*) AS quantity FROM gone GROUP BY 1
     ), seen AS (
       SELECT environment, min(first) AS first, max(last) AS last FROM remaining GROUP BY 1
     ), environments AS (
       UPDATE issue_environment e
          SET user_count = e.user_count - coalesce(n.quantity, 0),
              first_seen = CASE WHEN i.event_count > i.stored_count THEN e.first_seen ELSE coalesce(n.first, e.first_seen) END,
              last_seen = coalesce(n.last, e.last_seen)
         FROM issue i, (SELECT environment, CASE environment WHEN '' THEN 0 ELSE quantity END AS quantity, first, last
                          FROM seen FULL JOIN lost USING (environment)) AS n
        WHERE i.project_id = $1 AND i.id = $2
          AND e.project_id = $1 AND e.issue_id = $2 AND e.environment = n.environment
     )
     UPDATE issue i SET user_count = i.user_count - lost.quantity FROM lost
      WHERE lost.environment = '' AND i.project_id = $1 AND i.id = $2`,
    [projectId, from, to],
  );
  for (const issue of [from, to]) await readEdges(db, projectId, issue);
}

async function readEdges(db: PoolClient, projectId: number, issueId: number): Promise<void> {
  await db.query(
    `WITH newest AS MATERIALIZED (
       SELECT received_at, seq, level, release FROM event WHERE project_id = $1 AND issue_id = $2
        ORDER BY received_at DESC, seq DESC LIMIT ${LOOK_BACK}
     ), last AS (
       SELECT received_at, level FROM newest ORDER BY received_at DESC, seq DESC LIMIT 1
     ), first AS (
       SELECT received_at, release FROM event WHERE project_id = $1 AND issue_id = $2
        ORDER BY received_at, seq LIMIT 1
     )
     UPDATE issue i
        SET last_seen = last.received_at,
            level = last.level,
            last_release = coalesce((SELECT release FROM newest WHERE release <> ''
                                      ORDER BY received_at DESC, seq DESC LIMIT 1), i.last_release),
            first_seen = CASE WHEN i.event_count > i.stored_count THEN i.first_seen ELSE first.received_at END,
            first_release = CASE WHEN i.event_count > i.stored_count THEN i.first_release
                                 ELSE nullif(first.release, '') END
       FROM last, first
      WHERE i.project_id = $1 AND i.id = $2`,
    [projectId, issueId],
  );
}
