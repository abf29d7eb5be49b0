import { pool } from "./pool";

const PARTITIONED = ["event", "issue_stat", "outcome"] as const;
const DAYS_AHEAD = 14;
const DAY_MS = 86_400_000;

/**
 * Makes the daily partitions from yesterday to 14 days ahead, where they are missing. Safe to run at any time and from
 * several processes at once. Returns the names of the partitions that it made.
 */
export async function maintainPartitions(now: Date = new Date()): Promise<string[]> {
  const { rows } = await pool().query<{ relname: string }>(
    `SELECT relname FROM pg_class JOIN pg_inherits ON inhrelid = oid WHERE inhparent = ANY($1::regclass[])`,
    [PARTITIONED],
  );
  const existing = new Set(rows.map((row) => row.relname));
  const made: string[] = [];
  for (const table of PARTITIONED) {
    for (let day = -1; day <= DAYS_AHEAD; day++) {
      const from = dayOf(now, day);
      const name = `${table}_${from.replaceAll("-", "")}`;
      if (existing.has(name)) continue;
      // Names and dates are made here from digits; DDL takes no parameters.
      await pool().query(
        `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${table} FOR VALUES FROM ('${from}') TO ('${dayOf(now, day + 1)}')`,
      );
      made.push(name);
    }
  }
  return made;
}

function dayOf(now: Date, offset: number): string {
  return new Date(now.getTime() + offset * DAY_MS).toISOString().slice(0, 10);
}
