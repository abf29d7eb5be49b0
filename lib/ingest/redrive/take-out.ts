import type { ClientBase } from "pg";
import { hourOf } from "@/lib/ingest/outcome";
import type { DeadLetter } from "./read-letters";

/** Deletes the letters and takes them off the `dead_letter` counters. Returns how many were still there. */
export async function takeOut(db: ClientBase, letters: DeadLetter[]): Promise<number> {
  const { rows } = await db.query<{ eventId: string }>(
    `DELETE FROM dead_letter d
      USING (SELECT project_id, event_id FROM dead_letter
              WHERE project_id = ANY($1::int[]) AND (project_id, event_id) IN (SELECT * FROM unnest($1::int[], $2::uuid[]))
              ORDER BY project_id, event_id FOR UPDATE) AS locked
      WHERE d.project_id = locked.project_id AND d.event_id = locked.event_id
      RETURNING replace(d.event_id::text, '-', '') AS "eventId"`,
    [letters.map(({ projectId }) => projectId), letters.map(({ eventId }) => eventId)],
  );
  const taken = new Set(rows.map(({ eventId }) => eventId));
  await uncount(
    db,
    letters.filter(({ eventId }) => taken.has(eventId)),
  );
  return taken.size;
}

/** Takes letters off the counters that `bury` added them to; locks in key order, as every writer of counters does. */
export async function uncount(db: ClientBase, letters: DeadLetter[]): Promise<void> {
  await db.query(
    `WITH gone AS (
       SELECT project_id, bucket, key_id, reason, count(*) AS quantity
         FROM unnest($1::int[], $2::timestamptz[], $3::uuid[], $4::text[]) AS t (project_id, bucket, key_id, reason)
        GROUP BY 1, 2, 3, 4
     ), locked AS MATERIALIZED (
       SELECT o.project_id, o.bucket, o.key_id, o.category, o.outcome, o.reason, gone.quantity
         FROM outcome o JOIN gone
           ON o.project_id = gone.project_id AND o.bucket = gone.bucket AND o.key_id = gone.key_id
          AND o.category = 'error' AND o.outcome = 'dead_letter' AND o.reason = gone.reason
        ORDER BY 1, 2, 3, 4, 5, 6 FOR NO KEY UPDATE OF o
     )
     UPDATE outcome o SET quantity = o.quantity - locked.quantity
       FROM locked
      WHERE o.project_id = locked.project_id AND o.bucket = locked.bucket AND o.key_id = locked.key_id
        AND o.category = locked.category AND o.outcome = locked.outcome AND o.reason = locked.reason`,
    [
      letters.map(({ projectId }) => projectId),
      letters.map(({ receivedAt }) => hourOf(receivedAt.getTime())),
      letters.map(({ keyId }) => keyId),
      letters.map(({ code }) => code),
    ],
  );
}
