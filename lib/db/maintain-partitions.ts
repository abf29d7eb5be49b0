import { listPartitions } from "./list-partitions";
import { makePartition } from "./make-partition";
import { dayOf, type Partitioned, partitioned } from "./partition";
import { pool } from "./pool";

const DAYS_AHEAD = 14;
/** Rows in DEFAULT that claim to be older than any retention came from a clock that was wrong; no partition for those. */
const DAYS_BACK = 3_660;

/**
 * Makes the daily partitions from yesterday to 14 days ahead, where they are missing, and those of every day that has rows
 * in DEFAULT: after weeks without a worker everything finds its place again. Safe to run at any time and from several
 * processes at once. Returns the names of the partitions that it made.
 */
export async function maintainPartitions(now: Date = new Date()): Promise<string[]> {
  const made: string[] = [];
  for (const { table, column } of partitioned) {
    const existing = new Set((await listPartitions(table)).map(({ day }) => day.getTime()));
    const wanted = [0, -1, ...Array.from({ length: DAYS_AHEAD }, (_, index) => index + 1)].map((offset) =>
      dayOf(now, offset),
    );
    for (const day of [...wanted, ...(await daysInDefault(table, column, now))]) {
      if (existing.has(day.getTime())) continue;
      existing.add(day.getTime());
      const name = await makePartition(table, day);
      if (name) made.push(name);
    }
  }
  return made;
}

async function daysInDefault(table: Partitioned, column: string, now: Date): Promise<Date[]> {
  const { rows } = await pool().query<{ day: Date }>(
    `SELECT DISTINCT date_trunc('day', ${column}, 'UTC') AS day FROM ${table}_default
      WHERE ${column} >= $1 AND ${column} < $2 ORDER BY 1`,
    [dayOf(now, -DAYS_BACK), dayOf(now, DAYS_AHEAD + 1)],
  );
  return rows.map((row) => row.day);
}
