import { pool } from "@/lib/db/pool";

/** What to count: buckets from `from` on and before `to`, in steps of `stepMs`; null stands for every category or key. */
export type OutcomeScope = {
  projectId: number;
  from: Date;
  to: Date;
  stepMs: number;
  category: string | null;
  keyId: string | null;
};

/**
 * One sum over the outcome counters:
 * - `bar`: of an outcome in a step; `received`: of all outcomes in a step; `total`: of everything
 * - `reason`: of an outcome for the reason in `name`
 * - `key`: of an outcome for the key in `name`, whichever key was asked for
 * - `category`: of the category in `name`, whichever category was asked for
 */
export type OutcomeSum = {
  kind: "bar" | "received" | "total" | "reason" | "key" | "category";
  step: number;
  outcome: string;
  name: string;
  quantity: number;
};

/**
 * Sums the outcome counters of a project in one reading, so that parts and whole agree whatever is counted meanwhile.
 * Reads the counters' partitions of the period alone, never events. Bytes of log lines are counted there too, but are no items.
 */
export async function countOutcomes(scope: OutcomeScope): Promise<OutcomeSum[]> {
  const { projectId, from, to, stepMs, category, keyId } = scope;
  const { rows } = await pool().query<OutcomeSum>(
    `WITH counted AS MATERIALIZED (
       SELECT floor(extract(epoch FROM bucket - $2::timestamptz) * 1000 / $4)::int AS step,
              key_id, category, outcome, reason, sum(quantity) AS quantity
         FROM outcome
        WHERE project_id = $1 AND bucket >= $2 AND bucket < $3 AND category <> 'log_byte'
        GROUP BY 1, 2, 3, 4, 5
       HAVING sum(quantity) <> 0
     ), of_category AS (
       SELECT * FROM counted WHERE $5::text IS NULL OR category = $5
     ), chosen AS (
       SELECT * FROM of_category WHERE $6::uuid IS NULL OR key_id = $6
     )
     SELECT 'bar' AS kind, step, outcome, '' AS name, sum(quantity)::bigint AS quantity
       FROM chosen GROUP BY step, outcome
     UNION ALL
     SELECT 'received', step, '', '', sum(quantity)::bigint FROM chosen GROUP BY step
     UNION ALL
     SELECT 'total', 0, '', '', coalesce(sum(quantity), 0)::bigint FROM chosen
     UNION ALL
     SELECT 'reason', 0, outcome, reason, sum(quantity)::bigint FROM chosen GROUP BY outcome, reason
     UNION ALL
     SELECT 'key', 0, outcome, key_id::text, sum(quantity)::bigint FROM of_category GROUP BY outcome, key_id
     UNION ALL
     SELECT 'category', 0, '', category, sum(quantity)::bigint
       FROM counted WHERE $6::uuid IS NULL OR key_id = $6 GROUP BY category`,
    [projectId, from, to, stepMs, category, keyId],
  );
  return rows;
}
