import type { PoolClient } from "pg";
import { plainArray } from "@/lib/db/array-literal";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** Which of the events' projects exist: one may have been deleted while its last events waited. */
export async function findProjects(db: PoolClient, events: PreparedEvent[]): Promise<Set<number>> {
  const { rows } = await db.query<{ id: number }>({
    name: "find-projects",
    text: "SELECT id FROM project WHERE id = ANY($1::int[])",
    values: [plainArray([...new Set(events.map((event) => event.projectId))])],
  });
  return new Set(rows.map((row) => row.id));
}
