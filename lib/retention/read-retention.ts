import { dayOf } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";

export interface ProjectRetention {
  id: number;
  maxEvents: number;
  /** Everything before it is too old for this project: the start of a UTC day. */
  cut: Date;
}

/** What each project keeps, and the cut of the one that keeps longest (of 90 days, when there is no project). */
export async function readRetention(now: Date): Promise<{ projects: ProjectRetention[]; cut: Date }> {
  const { rows } = await pool().query<{ id: number; days: number; max: number }>(
    "SELECT id, retention_days AS days, max_events AS max FROM project ORDER BY id",
  );
  const longest = rows.length > 0 ? Math.max(...rows.map(({ days }) => days)) : 90;
  return {
    projects: rows.map(({ id, days, max }) => ({ id, maxEvents: max, cut: cutOf(now, days) })),
    cut: cutOf(now, longest),
  };
}

/** Whole days are kept: the start of the UTC day that lies `days` before today. */
export function cutOf(now: Date, days: number): Date {
  return dayOf(now, -days);
}
