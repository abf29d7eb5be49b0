import type { PoolClient } from "pg";
import { hourOf } from "@/lib/ingest/outcome";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

/**
 * Adds the stored events to everything that is counted: affected users, issues, environments, hours and tags. A
 * resolved issue that gets an event is unresolved again, as a regression.
 */
export async function updateCounters(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  await updateIssues(db, stored);
  await updateEnvironments(db, stored);
  await countUsers(db, stored);
  await countHours(db, stored);
  await countTags(db, stored);
  await noteSightings(db, stored);
}

async function updateIssues(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const sums = addUp(stored, ({ event, issueId }) => [event.projectId, issueId]);
  await db.query({
    name: "update-issues",
    text: `
      WITH added AS (
        SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::int[], $6::bool[], $7::text[])
                   AS t (project_id, issue_id, quantity, seen, level, is_unhandled, release)
      ), locked AS MATERIALIZED (
        SELECT i.project_id, i.id FROM issue i JOIN added ON i.project_id = added.project_id AND i.id = added.issue_id
         ORDER BY i.project_id, i.id FOR NO KEY UPDATE OF i
      )
      UPDATE issue i
         SET event_count = i.event_count + added.quantity,
             last_seen = greatest(i.last_seen, added.seen),
             last_release = coalesce(nullif(added.release, ''), i.last_release),
             level = added.level,
             is_unhandled = i.is_unhandled OR added.is_unhandled,
             regressed_at = CASE WHEN i.status = 'resolved' THEN added.seen ELSE i.regressed_at END,
             resolved_at = CASE WHEN i.status = 'resolved' THEN NULL ELSE i.resolved_at END,
             resolved_by = CASE WHEN i.status = 'resolved' THEN NULL ELSE i.resolved_by END,
             status = CASE WHEN i.status = 'resolved' THEN 'unresolved' ELSE i.status END
        FROM added, locked
       WHERE locked.project_id = added.project_id AND locked.id = added.issue_id
         AND i.project_id = added.project_id AND i.id = added.issue_id`,
    values: [
      sums.map(({ last }) => last.event.projectId),
      sums.map(({ last }) => last.issueId),
      sums.map(({ quantity }) => quantity),
      sums.map(({ last }) => last.event.receivedAt),
      sums.map(({ last }) => last.event.level),
      sums.map(({ last }) => last.event.isUnhandled),
      sums.map(({ last }) => last.event.release),
    ],
  });
}

async function updateEnvironments(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const sums = addUp(stored, ({ event, issueId }) => [event.projectId, event.environment, issueId]);
  const values = [
    sums.map(({ last }) => last.event.projectId),
    sums.map(({ last }) => last.event.environment),
    sums.map(({ last }) => last.issueId),
    sums.map(({ last }) => last.event.receivedAt),
    sums.map(({ quantity }) => quantity),
  ];
  await db.query({
    name: "update-issue-environments",
    text: `
      INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count)
      SELECT project_id, environment, issue_id, seen, seen, quantity
        FROM unnest($1::int[], $2::text[], $3::bigint[], $4::timestamptz[], $5::bigint[])
             AS t (project_id, environment, issue_id, seen, quantity)
       ORDER BY 1, 2, 3
      ON CONFLICT (project_id, environment, issue_id)
      DO UPDATE SET last_seen = greatest(issue_environment.last_seen, excluded.last_seen),
                    event_count = issue_environment.event_count + excluded.event_count`,
    values,
  });
  const environments = addUp(stored, ({ event }) => [event.projectId, event.environment]);
  await db.query({
    name: "insert-environments",
    text: `
      INSERT INTO environment (project_id, name, first_seen)
      SELECT * FROM unnest($1::int[], $2::text[], $3::timestamptz[]) AS t (project_id, name, seen)
       WHERE name <> '' ORDER BY 1, 2
      ON CONFLICT (project_id, name) DO NOTHING`,
    values: [
      environments.map(({ last }) => last.event.projectId),
      environments.map(({ last }) => last.event.environment),
      environments.map(({ last }) => last.event.receivedAt),
    ],
  });
}

/** A user counts once per issue (under environment '') and once per issue and environment. */
async function countUsers(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const seen = stored.filter(({ event }) => event.userKey !== null);
  if (seen.length === 0) return;
  const named = seen
    .filter(({ event }) => event.environment !== "")
    .map((one) => ({ ...one, environment: one.event.environment }));
  const sightings = [...seen.map((one) => ({ ...one, environment: "" })), ...named];
  const sums = addUp(sightings, ({ event, issueId, environment }) => [
    event.projectId,
    issueId,
    environment,
    event.userKey,
  ]);
  await db.query({
    name: "count-users",
    text: `
      WITH new_users AS (
        INSERT INTO issue_user (project_id, issue_id, environment, user_key)
        SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[]) AS t ORDER BY 1, 2, 3, 4
        ON CONFLICT (project_id, issue_id, environment, user_key) DO NOTHING
        RETURNING project_id, issue_id, environment
      ), added AS (
        SELECT project_id, issue_id, environment, count(*) AS quantity FROM new_users GROUP BY 1, 2, 3
      ), environments AS (
        UPDATE issue_environment e SET user_count = e.user_count + added.quantity FROM added
         WHERE added.environment <> '' AND e.project_id = added.project_id
           AND e.environment = added.environment AND e.issue_id = added.issue_id
      )
      UPDATE issue i SET user_count = i.user_count + added.quantity FROM added
       WHERE added.environment = '' AND i.project_id = added.project_id AND i.id = added.issue_id`,
    values: [
      sums.map(({ last }) => last.event.projectId),
      sums.map(({ last }) => last.issueId),
      sums.map(({ last }) => last.environment),
      sums.map(({ last }) => last.event.userKey),
    ],
  });
}

async function countHours(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const sums = addUp(stored, ({ event, issueId }) => [
    event.projectId,
    issueId,
    event.environment,
    hourOf(event.receivedAt.getTime()).getTime(),
  ]);
  await db.query({
    name: "count-hours",
    text: `
      INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::timestamptz[], $5::bigint[]) AS t ORDER BY 1, 2, 3, 4
      ON CONFLICT (project_id, issue_id, environment, bucket) DO UPDATE SET count = issue_stat.count + excluded.count`,
    values: [
      sums.map(({ last }) => last.event.projectId),
      sums.map(({ last }) => last.issueId),
      sums.map(({ last }) => last.event.environment),
      sums.map(({ last }) => hourOf(last.event.receivedAt.getTime())),
      sums.map(({ quantity }) => quantity),
    ],
  });
}

async function countTags(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const tags = stored.flatMap(({ event, issueId }) =>
    event.tags.map(([key, value]) => ({ event, issueId, key, value })),
  );
  const sums = addUp(tags, ({ event, issueId, key, value }) => [event.projectId, issueId, key, value]);
  await db.query({
    name: "count-tags",
    text: `
      INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[]) AS t ORDER BY 1, 2, 3, 4
      ON CONFLICT (project_id, issue_id, key, value)
      DO UPDATE SET count = issue_tag.count + excluded.count, last_seen = greatest(issue_tag.last_seen, excluded.last_seen)`,
    values: [
      sums.map(({ last }) => last.event.projectId),
      sums.map(({ last }) => last.issueId),
      sums.map(({ last }) => last.key),
      sums.map(({ last }) => last.value),
      sums.map(({ quantity }) => quantity),
      sums.map(({ last }) => last.event.receivedAt),
    ],
  });
}

/** When a project and a key were first and last heard of. Rows that another batch holds are its to write: no waiting. */
async function noteSightings(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  await db.query({
    name: "note-first-events",
    text: `
      UPDATE project SET first_event_at = now()
       WHERE id IN (SELECT id FROM project WHERE id = ANY($1::int[]) AND first_event_at IS NULL FOR NO KEY UPDATE SKIP LOCKED)`,
    values: [[...new Set(stored.map(({ event }) => event.projectId))]],
  });
  await db.query({
    name: "note-used-keys",
    text: `
      UPDATE project_key SET last_used_at = now()
       WHERE id IN (SELECT id FROM project_key
                     WHERE id = ANY($1::uuid[]) AND (last_used_at IS NULL OR last_used_at < now() - interval '5 seconds')
                       FOR NO KEY UPDATE SKIP LOCKED)`,
    values: [[...new Set(stored.map(({ event }) => event.keyId))]],
  });
}
