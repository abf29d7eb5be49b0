import { listPartitions } from "@/lib/db/list-partitions";
import { type Partitioned, partitioned } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";
import { lowerStoredCounts } from "./lower-stored-counts";
import type { ProjectRetention } from "./read-retention";
import type { SweepContext } from "./sweep-context";

const BATCH = 1_000;
interface Batch {
  quantity: number;
  /** The id to go on after; null when nothing is left. */
  last: string | null;
}

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Removes what is too old for its project in days that others still keep, and in DEFAULT. Rows go 1,000 in a transaction,
 * by primary key. Rows that somebody else holds (a project being deleted) are left to them, so this never waits in a
 * circle; ingest writes no rows this old. Returns how many rows went.
 */
export async function removeOldRows(projects: ProjectRetention[], context: SweepContext): Promise<number> {
  let removed = 0;
  for (const { table, column } of partitioned) {
    // Logs have a retention of their own: remove-log-rows.ts.
    if (table === "log_stat") continue;
    const days = await listPartitions(table);
    for (const project of projects) {
      const old = days.filter(({ day }) => day < project.cut).map(({ name }) => name);
      for (const name of [...old, `${table}_default`]) {
        removed +=
          table === "event"
            ? await removeEvents(name, project, context)
            : await removeCounts({ table, name, column }, project, context);
      }
    }
  }
  return removed;
}

/** In order of their ids, so that no batch reads over what the one before it removed. */
async function removeEvents(
  name: string,
  project: ProjectRetention,
  { signal }: SweepContext,
): Promise<number> {
  let removed = 0;
  let after: string | null = FIRST_ID;
  while (after !== null && !signal.aborted) {
    const { rows }: { rows: Batch[] } = await pool().query<Batch>(
      `WITH picked AS MATERIALIZED (
         SELECT id, received_at FROM ${name} WHERE project_id = $1 AND id > $2 AND received_at < $3
          ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
       ), removed AS (
         DELETE FROM ${name} e USING picked
          WHERE e.project_id = $1 AND e.id = picked.id AND e.received_at = picked.received_at
         RETURNING e.project_id, e.issue_id
       ), tally AS (
         SELECT project_id, issue_id, count(*) AS quantity FROM removed GROUP BY 1, 2
       ), ${lowerStoredCounts}
       SELECT (SELECT count(*) FROM removed) AS quantity, (SELECT id FROM picked ORDER BY id DESC LIMIT 1) AS last`,
      [project.id, after, project.cut],
    );
    removed += rows[0]?.quantity ?? 0;
    after = rows[0]?.last ?? null;
  }
  return removed;
}

async function removeCounts(
  { name, column }: { table: Partitioned; name: string; column: string },
  project: ProjectRetention,
  { signal }: SweepContext,
): Promise<number> {
  let removed = 0;
  for (let batch = BATCH; batch > 0 && !signal.aborted; removed += batch) {
    const { rowCount } = await pool().query(
      `DELETE FROM ${name} WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM ${name} WHERE project_id = $1 AND ${column} < $2 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`,
      [project.id, project.cut],
    );
    batch = rowCount ?? 0;
  }
  return removed;
}
