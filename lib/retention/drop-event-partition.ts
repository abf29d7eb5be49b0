import { listDetached } from "@/lib/db/list-partitions";
import { patiently } from "@/lib/db/patiently";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { lowerStoredCounts } from "./lower-stored-counts";
import type { SweepContext } from "./sweep-context";

const BATCH = 1_000;

/**
 * Removes a day of events, in steps of which each can be the last before a crash; `finishDrops` goes on from there.
 * 1. Detach: an instant alone with the table, then nobody reads or writes the day any more. (DETACH CONCURRENTLY is not
 *    for tables with a DEFAULT partition.) What ingest still writes for that day goes to DEFAULT.
 * 2. Count the day per issue into a tally and drop it, in one transaction: its disk space is free.
 * 3. Subtract the tally from `issue.stored_count`, 1,000 issues at a time, each batch leaving the tally as it is counted.
 * Ingest never waits for more than step 1 and for one batch of step 3 on the same issues.
 */
export async function dropEventPartition(name: string, context: SweepContext): Promise<void> {
  await patiently((db) => db.query(`ALTER TABLE event DETACH PARTITION ${name}`));
  await finishDrop(name, context);
}

/** Goes on with removals that were interrupted; returns how many. */
export async function finishDrops(context: SweepContext): Promise<number> {
  const left = await listDetached();
  for (const { name } of left) await finishDrop(name, context);
  return left.length;
}

async function finishDrop(name: string, { signal }: SweepContext): Promise<void> {
  const tally = name.endsWith("_gone") ? name : await tallyAndDrop(name);
  while (!signal.aborted) {
    const { rowCount } = await pool().query(
      `WITH tally AS (
         DELETE FROM ${tally} WHERE (project_id, issue_id) IN
           (SELECT project_id, issue_id FROM ${tally} ORDER BY project_id, issue_id LIMIT ${BATCH})
         RETURNING project_id, issue_id, quantity
       ), ${lowerStoredCounts}
       SELECT FROM tally`,
    );
    if (rowCount !== 0) continue;
    await pool().query(`DROP TABLE ${tally}`);
    return;
  }
}

async function tallyAndDrop(name: string): Promise<string> {
  const tally = `${name}_gone`;
  await transaction((db) =>
    db.query(`
      CREATE TABLE ${tally} AS SELECT project_id, issue_id, count(*) AS quantity FROM ${name} GROUP BY 1, 2;
      ALTER TABLE ${tally} ADD PRIMARY KEY (project_id, issue_id);
      DROP TABLE ${name}`),
  );
  return tally;
}
