import { listPartitions } from "./list-partitions";
import { makePartition } from "./make-partition";
import { dayOf, type Partitioned, partitioned } from "./partition";
import { pool } from "./pool";

const DAYS_AHEAD = 14;
/** Rows in DEFAULT that claim to be older than any retention came from a clock that was wrong; no partition for those. */
const DAYS_BACK = 3_660;

/** Log counters are kept by the time that a sender wrote; without any project this many days, as lib/retention keeps them. */
const LOG_DAYS_BACK = 30;

/**
 * Makes the daily partitions from yesterday to 14 days ahead, where they are missing, and those of every day that has rows
 * in DEFAULT and is not too old: after weeks without a worker everything finds its place again. Days of log counters are the
 * sender's word, so that none is made that retention would remove at once, however many a sender names. Safe to run at any time and from several
 * processes at once. Returns the names of the partitions that it made.
 */
export async function maintainPartitions(now: Date = new Date()): Promise<string[]> {
  const made: string[] = [];
  const logDays = await longestLogRetention();
  for (const { table, column } of partitioned) {
    const existing = new Set((await listPartitions(table)).map(({ day }) => day.getTime()));
    const wanted = [0, -1, ...Array.from({ length: DAYS_AHEAD }, (_, index) => index + 1)].map((offset) =>
      dayOf(now, offset),
    );
    const oldest = dayOf(now, table === "log_stat" ? -logDays : -DAYS_BACK);
    for (const day of [...wanted, ...(await daysInDefault(table, column, oldest, now))]) {
      if (existing.has(day.getTime())) continue;
      existing.add(day.getTime());
      const name = await makePartition(table, day);
      if (name) made.push(name);
    }
  }
  return made;
}

async function longestLogRetention(): Promise<number> {
  const { rows } = await pool().query<{ days: number }>(
    "SELECT greatest(max(log_retention_days), $1) AS days FROM project",
    [LOG_DAYS_BACK],
  );
  return Math.min(rows[0]?.days ?? LOG_DAYS_BACK, DAYS_BACK);
}

async function daysInDefault(table: Partitioned, column: string, oldest: Date, now: Date): Promise<Date[]> {
  const { rows } = await pool().query<{ day: Date }>(
    `SELECT DISTINCT date_trunc('day', ${column}, 'UTC') AS day FROM ${table}_default
      WHERE ${column} >= $1 AND ${column} < $2 ORDER BY 1`,
    [oldest, dayOf(now, DAYS_AHEAD + 1)],
  );
  return rows.map((row) => row.day);
}
