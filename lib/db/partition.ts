const DAY_MS = 86_400_000;

/** The tables that are partitioned by UTC day, with the column that decides the day. */
export const partitioned = [
  { table: "event", column: "received_at" },
  { table: "issue_stat", column: "bucket" },
  { table: "outcome", column: "bucket" },
  { table: "log_stat", column: "minute" },
] as const;

export type Partitioned = (typeof partitioned)[number]["table"];

/** The start of the UTC day that lies `offset` days after the one of `time`. */
export function dayOf(time: Date, offset = 0): Date {
  const start = time.getTime() - (((time.getTime() % DAY_MS) + DAY_MS) % DAY_MS);
  return new Date(start + offset * DAY_MS);
}

/** `2026-11-22`, as Postgres reads it. */
export function dayText(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** `event_20261122`: digits and our own words only, fit for DDL, which takes no parameters. */
export function partitionName(table: Partitioned, day: Date): string {
  return `${table}_${dayText(day).replaceAll("-", "")}`;
}

/** The day in a partition's name; null for other tables, the DEFAULT partitions among them. */
export function dayInName(name: string): Date | null {
  const digits = /_(\d{4})(\d{2})(\d{2})(_gone)?$/.exec(name);
  return digits ? new Date(`${digits[1]}-${digits[2]}-${digits[3]}T00:00:00Z`) : null;
}
