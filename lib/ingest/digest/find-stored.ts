import type { PoolClient } from "pg";
import { plainArray } from "@/lib/db/array-literal";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** How long an event id is remembered, in days: a bound on the partitions that are looked into. */
const REMEMBERED_DAYS = 7;
const DAY_MS = 86_400_000;

/** The `project/event` names of those events that are stored already. */
export async function findStored(db: PoolClient, events: PreparedEvent[]): Promise<Set<string>> {
  let oldest = Number.POSITIVE_INFINITY;
  for (const event of events) oldest = Math.min(oldest, event.receivedAt.getTime());
  const { rows } = await db.query<{ name: string }>({
    name: "find-stored",
    // The partitions of the days to come are empty; the upper bound leaves them out. A clock may be a little ahead.
    // LATERAL with LIMIT: each id is looked up by key. As a plain join, a whole day is read to be compared.
    text: `SELECT t.project_id || '/' || replace(t.id::text, '-', '') AS name
             FROM unnest($1::int[], $2::uuid[]) AS t (project_id, id)
            CROSS JOIN LATERAL (
                  SELECT FROM event e
                   WHERE e.project_id = t.project_id AND e.id = t.id AND e.received_at >= $3 AND e.received_at < $4
                   LIMIT 1) AS stored`,
    values: [
      plainArray(events.map((event) => event.projectId)),
      plainArray(events.map((event) => event.eventId)),
      new Date(oldest - REMEMBERED_DAYS * DAY_MS),
      new Date(Date.now() + DAY_MS),
    ],
  });
  return new Set(rows.map((row) => row.name));
}
