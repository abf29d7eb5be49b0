import type { PoolClient } from "pg";
import { plainArray } from "@/lib/db/array-literal";
import type { StoredEvent } from "./assignment";

/** Notes when a project was first heard of. A row that another batch holds is its to write: no waiting. */
export async function noteFirstEvents(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  await db.query({
    name: "note-first-events",
    text: `
      UPDATE project SET first_event_at = now()
       WHERE id IN (SELECT id FROM project WHERE id = ANY($1::int[]) AND first_event_at IS NULL FOR NO KEY UPDATE SKIP LOCKED)`,
    values: [plainArray([...new Set(stored.map(({ event }) => event.projectId))])],
  });
}

/** Notes when keys were last used, by events or by lines, to five seconds; likewise without waiting. */
export async function noteUsedKeys(
  db: PoolClient,
  used: readonly { keyId: string; projectId: number }[],
): Promise<void> {
  const projects = new Map(used.map(({ keyId, projectId }) => [keyId, projectId]));
  await db.query({
    name: "note-used-keys",
    text: `
      UPDATE project_key SET last_used_at = now()
       WHERE (project_id, id) IN (
               SELECT project_id, id FROM project_key
                WHERE (project_id, id) IN (SELECT * FROM unnest($1::int[], $2::uuid[]) AS t)
                  AND (last_used_at IS NULL OR last_used_at < now() - interval '5 seconds')
                  FOR NO KEY UPDATE SKIP LOCKED)`,
    values: [plainArray([...projects.values()]), plainArray([...projects.keys()])],
  });
}
