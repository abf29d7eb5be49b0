import type { Pool, PoolClient } from "pg";
import { dayInName, type Partitioned } from "./partition";
import { pool } from "./pool";

export interface Partition {
  name: string;
  /** Start of its UTC day. */
  day: Date;
}

/** The daily partitions of a table, oldest first. DEFAULT is none of them. */
export async function listPartitions(
  table: Partitioned,
  db: Pool | PoolClient = pool(),
): Promise<Partition[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class JOIN pg_inherits ON inhrelid = oid WHERE inhparent = $1::regclass`,
    [table],
  );
  return rows.flatMap(toPartition).toSorted((a, b) => a.day.getTime() - b.day.getTime());
}

/**
 * What an interrupted removal of event partitions left behind: day tables that were detached and not dropped yet, and
 * tallies (`…_gone`) of dropped ones that were not subtracted yet. Oldest first.
 */
export async function listDetached(db: Pool | PoolClient = pool()): Promise<Partition[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname ~ '^event_[0-9]{8}(_gone)?$'
        AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = oid)`,
  );
  return rows.flatMap(toPartition).toSorted((a, b) => a.day.getTime() - b.day.getTime());
}

function toPartition({ name }: { name: string }): Partition[] {
  const day = dayInName(name);
  return day ? [{ name, day }] : [];
}
