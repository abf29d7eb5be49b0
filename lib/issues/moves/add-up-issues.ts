import type { PoolClient } from "pg";

interface Merge {
  projectId: number;
  into: number;
  from: number[];
}

/**
 * Adds all that is counted of some issues to one, and takes it away from them. Nobody else may count there until the end
 * of the transaction.
 */
export async function addUpIssues(db: PoolClient, merge: Merge): Promise<void> {
  const values = [merge.projectId, merge.into, merge.from];
  await addIssues(db, values);
  await db.query(
    `WITH gone AS (
       DELETE FROM issue_stat WHERE project_id = $1 AND issue_id = ANY($3::bigint[])
       RETURNING environment, bucket, count
     )
     INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count)
     SELECT $1, $2, environment, bucket, sum(count)::bigint FROM gone GROUP BY environment, bucket
     ON CONFLICT (project_id, issue_id, environment, bucket) DO UPDATE SET count = issue_stat.count + excluded.count`,
    values,
  );
  await db.query(
    `WITH gone AS (
       DELETE FROM issue_tag WHERE project_id = $1 AND issue_id = ANY($3::bigint[])
       RETURNING key, value, count, last_seen
     )
     INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen)
     SELECT $1, $2, key, value, sum(count)::bigint, max(last_seen) FROM gone GROUP BY key, value
     ON CONFLICT (project_id, issue_id, key, value)
     DO UPDATE SET count = issue_tag.count + excluded.count,
                   last_seen = greatest(issue_tag.last_seen, excluded.last_seen)`,
    values,
  );
  await addEnvironments(db, values);
  await addUsers(db, values);
}

/**
 * First and last seen with their releases, the level of what came last, whether anything was unhandled. Open beats closed:
 * with one unresolved issue among them the whole is unresolved.
 */
async function addIssues(db: PoolClient, values: unknown[]): Promise<void> {
  await db.query(
    `WITH every AS (
       SELECT * FROM issue WHERE project_id = $1 AND id = ANY($3::bigint[] || $2::bigint)
     ), sums AS (
       SELECT sum(event_count)::bigint AS events, sum(stored_count)::bigint AS stored, min(first_seen) AS first,
              max(last_seen) AS last, bool_or(is_unhandled) AS unhandled, bool_or(status = 'unresolved') AS open,
              max(regressed_at) FILTER (WHERE status = 'unresolved') AS regressed,
              max(escalated_at) FILTER (WHERE status = 'unresolved') AS escalated,
              (array_agg(level ORDER BY last_seen DESC, id = $2 DESC))[1] AS level,
              (array_agg(first_release ORDER BY first_seen, id = $2 DESC))[1] AS first_release,
              (array_agg(last_release ORDER BY last_seen DESC, id = $2 DESC) FILTER (WHERE last_release IS NOT NULL))[1]
                AS last_release
         FROM every
     )
     UPDATE issue i
        SET event_count = sums.events, stored_count = sums.stored, first_seen = sums.first, last_seen = sums.last,
            is_unhandled = sums.unhandled, level = sums.level, first_release = sums.first_release,
            last_release = sums.last_release,
            status = CASE WHEN sums.open THEN 'unresolved' ELSE i.status END,
            resolved_at = CASE WHEN sums.open THEN NULL ELSE i.resolved_at END,
            resolved_by = CASE WHEN sums.open THEN NULL ELSE i.resolved_by END,
            resolution = CASE WHEN sums.open THEN NULL ELSE i.resolution END,
            resolved_release = CASE WHEN sums.open THEN NULL ELSE i.resolved_release END,
            resolved_commit = CASE WHEN sums.open THEN NULL ELSE i.resolved_commit END,
            archived_at = CASE WHEN sums.open THEN NULL ELSE i.archived_at END,
            archived_by = CASE WHEN sums.open THEN NULL ELSE i.archived_by END,
            archive_condition = CASE WHEN sums.open THEN NULL ELSE i.archive_condition END,
            archived_until = CASE WHEN sums.open THEN NULL ELSE i.archived_until END,
            archived_events = CASE WHEN sums.open THEN NULL WHEN i.archived_window IS NOT NULL THEN i.archived_events
                                   ELSE i.archived_events - i.event_count + sums.events END,
            archived_users = CASE WHEN sums.open THEN NULL ELSE i.archived_users END,
            archived_window = CASE WHEN sums.open THEN NULL ELSE i.archived_window END,
            escalated_at = CASE WHEN sums.open THEN sums.escalated ELSE i.escalated_at END,
            regressed_at = CASE WHEN sums.open THEN sums.regressed ELSE i.regressed_at END
       FROM sums WHERE i.project_id = $1 AND i.id = $2`,
    values,
  );
}

/** People are added by `addUsers`, who knows which of them are the same. */
async function addEnvironments(db: PoolClient, values: unknown[]): Promise<void> {
  await db.query(
    `WITH gone AS (
       DELETE FROM issue_environment WHERE project_id = $1 AND issue_id = ANY($3::bigint[])
       RETURNING environment, first_seen, last_seen, event_count
     )
     INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count)
     SELECT $1, environment, $2, min(first_seen), max(last_seen), sum(event_count)::bigint FROM gone GROUP BY environment
     ON CONFLICT (project_id, environment, issue_id)
     DO UPDATE SET first_seen = least(issue_environment.first_seen, excluded.first_seen),
                   last_seen = greatest(issue_environment.last_seen, excluded.last_seen),
                   event_count = issue_environment.event_count + excluded.event_count`,
    values,
  );
}

async function addUsers(db: PoolClient, values: unknown[]): Promise<void> {
  await db.query(
    `WITH gone AS (
       DELETE FROM issue_user WHERE project_id = $1 AND issue_id = ANY($3::bigint[]) RETURNING environment, user_key
     ), noted AS (
       INSERT INTO issue_user (project_id, issue_id, environment, user_key)
       SELECT DISTINCT $1::int, $2::bigint, environment, user_key FROM gone
       ON CONFLICT (project_id, issue_id, environment, user_key) DO NOTHING
       RETURNING environment
     ), added AS (
       SELECT environment, count(*) AS quantity FROM noted GROUP BY 1
     ), environments AS (
       UPDATE issue_environment e SET user_count = e.user_count + added.quantity FROM added
        WHERE added.environment <> '' AND e.project_id = $1 AND e.issue_id = $2 AND e.environment = added.environment
     )
     UPDATE issue i SET user_count = i.user_count + added.quantity FROM added
      WHERE added.environment = '' AND i.project_id = $1 AND i.id = $2`,
    values,
  );
}
