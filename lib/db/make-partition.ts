import { dayOf, dayText, type Partitioned, partitioned, partitionName } from "./partition";
import { patiently } from "./patiently";

/**
 * Makes the partition of one day, in one transaction, and moves the rows of that day out of DEFAULT into it. Returns its
 * name, or null when a table of that name is there already: another process was faster, or a detached partition of that
 * day waits for its end (lib/retention).
 *
 * The parent is held against everybody meanwhile: an instant when there is nothing to move, longer after a DEFAULT that
 * nobody looked after, while the spool takes the events. Attaching alone would need less, but a writer who had chosen
 * DEFAULT just before would then be refused (23514) for a row that is sound. Parent first, then DEFAULT, as writers do.
 */
export async function makePartition(table: Partitioned, day: Date): Promise<string | null> {
  const name = partitionName(table, day);
  const column = partitioned.find((one) => one.table === table)?.column ?? "";
  const from = dayText(day);
  const to = dayText(dayOf(day, 1));
  return patiently(async (db) => {
    await db.query(`LOCK TABLE ONLY ${table} IN ACCESS EXCLUSIVE MODE`);
    const { rows } = await db.query<{ taken: boolean }>("SELECT to_regclass($1) IS NOT NULL AS taken", [
      name,
    ]);
    if (rows[0]?.taken) return null;
    await db.query(`
      LOCK TABLE ${table}_default IN ACCESS EXCLUSIVE MODE;
      CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL);
      WITH moved AS (DELETE FROM ${table}_default WHERE ${column} >= '${from}' AND ${column} < '${to}' RETURNING *)
      INSERT INTO ${name} SELECT * FROM moved;
      ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`);
    return name;
  });
}
