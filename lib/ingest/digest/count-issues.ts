import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

/**
 * Adds the events to their issues. A resolved issue that gets an event is unresolved again, as a regression, and the
 * outbox tells of it.
 */
export async function countIssues(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const sums = addUp(stored, ({ event, issueId }) => `${event.projectId}/${issueId}`);
  await db.query({
    name: "count-issues",
    text: `
      WITH added AS (
        SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::int[], $6::bool[], $7::text[], $8::uuid[])
                   AS t (project_id, issue_id, quantity, seen, level, is_unhandled, release, event_id)
      ), locked AS MATERIALIZED (
        SELECT i.project_id, i.id, i.status, added.event_id
          FROM issue i JOIN added ON i.project_id = added.project_id AND i.id = added.issue_id
         ORDER BY i.project_id, i.id FOR NO KEY UPDATE OF i
      ), regressed AS (
        INSERT INTO outbox (project_id, kind, issue_id, event_id)
        SELECT project_id, 'regression', id, event_id FROM locked WHERE status = 'resolved'
      )
      UPDATE issue i
         SET event_count = i.event_count + added.quantity,
             stored_count = i.stored_count + added.quantity,
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
      plainArray(sums.map(({ last }) => last.event.projectId)),
      plainArray(sums.map(({ last }) => last.issueId)),
      plainArray(sums.map(({ quantity }) => quantity)),
      timeArray(sums.map(({ last }) => last.event.receivedAt)),
      plainArray(sums.map(({ last }) => last.event.level)),
      plainArray(sums.map(({ last }) => last.event.isUnhandled)),
      textArray(sums.map(({ last }) => last.event.release)),
      plainArray(sums.map(({ last }) => last.event.eventId)),
    ],
  });
}
