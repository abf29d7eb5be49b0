import type { PoolClient } from "pg";
import { decodePayload } from "@/lib/events/payload";
import type { Event } from "@/lib/protocol/event";
import { eventTags } from "@/lib/protocol/event-tags";

/** An event that has just moved to another issue. */
export interface MovedEvent {
  id: string;
  receivedAt: Date;
  seq: number;
  environment: string;
  userKey: string | null;
  /** Null when the counters do not need it. */
  payload: Buffer | null;
}

/** Between which issues of a project. */
export interface Direction {
  projectId: number;
  from: number;
  to: number;
}

/**
 * Takes moved events off everything that is counted of one issue and adds them to the other, but for the people of the
 * first: whether they leave is known when all events have (`leaveUsers`). Both issues stay locked until the end of the
 * transaction, and with them their counters: whoever counts locks the issue first.
 */
export async function countMoved(
  db: PoolClient,
  direction: Direction,
  moved: readonly MovedEvent[],
): Promise<void> {
  const events = moved.map((event) => readPayload(event.payload));
  await lockIssues(db, direction);
  await countIssues(db, direction, moved, events.some(isUnhandled));
  await countEnvironments(db, direction, moved);
  await countHours(db, direction, moved);
  await countTags(db, direction, moved, events);
  await addUsers(db, direction, moved);
}

/** Locks two issues in the order in which everyone locks issues. */
export async function lockIssues(db: PoolClient, { projectId, from, to }: Direction): Promise<void> {
  await db.query(
    "SELECT FROM issue WHERE project_id = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR NO KEY UPDATE",
    [projectId, [from, to]],
  );
}

/** A payload that cannot be read (a damaged disk) has no tags; it must not keep the others from moving. */
function readPayload(payload: Buffer | null): Event | null {
  try {
    return payload && decodePayload(payload);
  } catch {
    return null;
  }
}

function isUnhandled(event: Event | null): boolean {
  return event?.exception?.values.some((exception) => exception.mechanism?.handled === false) ?? false;
}

async function countIssues(
  db: PoolClient,
  { projectId, from, to }: Direction,
  moved: readonly MovedEvent[],
  areUnhandled: boolean,
): Promise<void> {
  await db.query(
    `UPDATE issue
        SET event_count = event_count + CASE id WHEN $3 THEN $4::bigint ELSE -$4::bigint END,
            stored_count = stored_count + CASE id WHEN $3 THEN $4::bigint ELSE -$4::bigint END,
            first_seen = CASE id WHEN $3 THEN least(first_seen, $5::timestamptz) ELSE first_seen END,
            last_seen = CASE id WHEN $3 THEN greatest(last_seen, $6::timestamptz) ELSE last_seen END,
            is_unhandled = is_unhandled OR (id = $3 AND $7)
      WHERE project_id = $1 AND id = ANY(ARRAY[$2, $3]::bigint[])`,
    [projectId, from, to, moved.length, ...spanOf(moved), areUnhandled],
  );
}

function spanOf(moved: readonly MovedEvent[]): [first: Date, last: Date] {
  const times = moved.map((event) => event.receivedAt.getTime());
  return [new Date(Math.min(...times)), new Date(Math.max(...times))];
}

async function countEnvironments(
  db: PoolClient,
  { projectId, from, to }: Direction,
  moved: readonly MovedEvent[],
): Promise<void> {
  await db.query(
    `WITH sums AS (
       SELECT environment, count(*) AS quantity, min(seen) AS first, max(seen) AS last
         FROM unnest($4::text[], $5::timestamptz[]) AS t (environment, seen) GROUP BY 1
     ), taken AS (
       UPDATE issue_environment e SET event_count = e.event_count - sums.quantity FROM sums
        WHERE e.project_id = $1 AND e.issue_id = $2 AND e.environment = sums.environment
     )
     INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count)
     SELECT $1, environment, $3, first, last, quantity FROM sums ORDER BY 2
     ON CONFLICT (project_id, environment, issue_id)
     DO UPDATE SET first_seen = least(issue_environment.first_seen, excluded.first_seen),
                   last_seen = greatest(issue_environment.last_seen, excluded.last_seen),
                   event_count = issue_environment.event_count + excluded.event_count`,
    [projectId, from, to, ...columnsOf(moved)],
  );
  await db.query(
    "DELETE FROM issue_environment WHERE project_id = $1 AND issue_id = $2 AND event_count <= 0",
    [projectId, from],
  );
}

function columnsOf(moved: readonly MovedEvent[]): [environments: string[], times: Date[]] {
  return [moved.map((event) => event.environment), moved.map((event) => event.receivedAt)];
}

async function countHours(
  db: PoolClient,
  { projectId, from, to }: Direction,
  moved: readonly MovedEvent[],
): Promise<void> {
  await db.query(
    `WITH sums AS (
       SELECT environment, date_trunc('hour', seen) AS bucket, count(*) AS quantity
         FROM unnest($4::text[], $5::timestamptz[]) AS t (environment, seen) GROUP BY 1, 2
     ), taken AS (
       UPDATE issue_stat s SET count = s.count - sums.quantity FROM sums
        WHERE s.project_id = $1 AND s.issue_id = $2 AND s.environment = sums.environment AND s.bucket = sums.bucket
     )
     INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count)
     SELECT $1, $3, environment, bucket, quantity FROM sums ORDER BY 3, 4
     ON CONFLICT (project_id, issue_id, environment, bucket) DO UPDATE SET count = issue_stat.count + excluded.count`,
    [projectId, from, to, ...columnsOf(moved)],
  );
  const [first, last] = spanOf(moved);
  await db.query(
    `DELETE FROM issue_stat
      WHERE project_id = $1 AND issue_id = $2 AND bucket >= date_trunc('hour', $3::timestamptz) AND bucket <= $4
        AND count <= 0`,
    [projectId, from, first, last],
  );
}

/** When a value was last seen in the issue that events leave stays as it was: nobody reads all its events for that. */
async function countTags(
  db: PoolClient,
  { projectId, from, to }: Direction,
  moved: readonly MovedEvent[],
  events: readonly (Event | null)[],
): Promise<void> {
  const tags = events.flatMap((event, index) =>
    event ? eventTags(event).map(([key, value]) => ({ key, value, seen: moved[index]?.receivedAt })) : [],
  );
  await db.query(
    `WITH sums AS (
       SELECT key, value, count(*) AS quantity, max(seen) AS last
         FROM unnest($4::text[], $5::text[], $6::timestamptz[]) AS t (key, value, seen) GROUP BY 1, 2
     ), taken AS (
       UPDATE issue_tag g SET count = g.count - sums.quantity FROM sums
        WHERE g.project_id = $1 AND g.issue_id = $2 AND g.key = sums.key AND g.value = sums.value
     )
     INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen)
     SELECT $1, $3, key, value, quantity, last FROM sums ORDER BY 3, 4
     ON CONFLICT (project_id, issue_id, key, value)
     DO UPDATE SET count = issue_tag.count + excluded.count,
                   last_seen = greatest(issue_tag.last_seen, excluded.last_seen)`,
    [
      projectId,
      from,
      to,
      tags.map(({ key }) => key),
      tags.map(({ value }) => value),
      tags.map(({ seen }) => seen),
    ],
  );
  await db.query("DELETE FROM issue_tag WHERE project_id = $1 AND issue_id = $2 AND count <= 0", [
    projectId,
    from,
  ]);
}

async function addUsers(
  db: PoolClient,
  { projectId, to }: Direction,
  moved: readonly MovedEvent[],
): Promise<void> {
  const known = moved.filter((event) => event.userKey !== null);
  await db.query(
    `WITH sighted AS (
       SELECT environment, user_key FROM unnest($3::text[], $4::text[]) AS t (environment, user_key)
     ), noted AS (
       INSERT INTO issue_user (project_id, issue_id, environment, user_key)
       SELECT $1, $2, environment, user_key
         FROM (SELECT environment, user_key FROM sighted UNION SELECT '', user_key FROM sighted) AS s ORDER BY 3, 4
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
    [projectId, to, known.map((event) => event.environment), known.map((event) => event.userKey)],
  );
}
