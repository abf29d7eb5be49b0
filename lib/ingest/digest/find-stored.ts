import type { PoolClient } from "pg";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** How long an event id is remembered, in days: a bound on the partitions that are looked into. */
const REMEMBERED_DAYS = 7;

/** The `project/event` names of those events that are stored already. */
export async function findStored(db: PoolClient, events: PreparedEvent[]): Promise<string[]> {
  const since = new Date(
    Math.min(...events.map((event) => event.receivedAt.getTime())) - REMEMBERED_DAYS * 86_400_000,
  );
  const { rows } = await db.query<{ name: string }>(
    `SELECT e.project_id || '/' || replace(e.id::text, '-', '') AS name
       FROM unnest($1::int[], $2::uuid[]) AS t (project_id, id)
       JOIN event e ON e.project_id = t.project_id AND e.id = t.id
      WHERE e.received_at >= $3`,
    [events.map((event) => event.projectId), events.map((event) => event.eventId), since],
  );
  return rows.map((row) => row.name);
}
