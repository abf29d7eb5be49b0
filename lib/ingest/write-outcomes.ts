import type { ClientBase, Pool } from "pg";
import type { OutcomeCount } from "./outcome";

/** Adds to the outcome counters, in key order so that two writers never wait for each other in a circle. */
export async function writeOutcomes(db: Pool | ClientBase, counts: OutcomeCount[]): Promise<void> {
  await db.query({
    name: "write-outcomes",
    text: `
      INSERT INTO outcome (project_id, bucket, key_id, category, outcome, reason, quantity)
      SELECT project_id, bucket, key_id, category, outcome, reason, sum(quantity)
        FROM unnest($1::int[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[])
             AS t (project_id, bucket, key_id, category, outcome, reason, quantity)
       GROUP BY 1, 2, 3, 4, 5, 6
       ORDER BY 1, 2, 3, 4, 5, 6
      ON CONFLICT (project_id, bucket, key_id, category, outcome, reason)
      DO UPDATE SET quantity = outcome.quantity + excluded.quantity`,
    values: [
      counts.map((count) => count.projectId),
      counts.map((count) => count.bucket),
      counts.map((count) => count.keyId),
      counts.map((count) => count.category),
      counts.map((count) => count.outcome),
      counts.map((count) => count.reason),
      counts.map((count) => count.quantity),
    ],
  });
}
