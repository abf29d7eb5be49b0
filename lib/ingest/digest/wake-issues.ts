import type { PoolClient } from "pg";
import { plainArray, timeArray } from "@/lib/db/array-literal";
import { wakeDue } from "@/lib/issues/workflow/wake-sql";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

/**
 * Brings back issues that were archived until a number of events or users, at the very event that reaches it. To be called
 * after issues and users are counted; the issues are locked since then.
 */
export async function wakeIssues(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const sums = addUp(stored, ({ event, issueId }) => `${event.projectId}/${issueId}`);
  await db.query({
    name: "wake-issues",
    text: `
      WITH due AS MATERIALIZED (
        SELECT i.project_id, i.id, i.archive_condition AS condition, t.event_id, t.seen AS at
          FROM unnest($1::int[], $2::bigint[], $3::uuid[], $4::timestamptz[]) AS t (project_id, issue_id, event_id, seen)
          JOIN issue i ON i.project_id = t.project_id AND i.id = t.issue_id
         WHERE i.status = 'archived' AND i.archive_condition = 'count' AND i.archived_window IS NULL
           AND (i.event_count >= i.archived_events OR i.user_count >= i.archived_users)
      ), ${wakeDue}`,
    values: [
      plainArray(sums.map(({ last }) => last.event.projectId)),
      plainArray(sums.map(({ last }) => last.issueId)),
      plainArray(sums.map(({ last }) => last.event.eventId)),
      timeArray(sums.map(({ last }) => last.event.receivedAt)),
    ],
  });
}
