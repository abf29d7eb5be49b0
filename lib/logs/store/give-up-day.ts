import { pool } from "@/lib/db/pool";
import { GRACE_MS, removeReplaced } from "./remove-replaced";

/** The oldest UTC day of which files of logs are on the disk, as `2026-11-22`; null when there are none. */
export async function oldestLogDay(): Promise<string | null> {
  const { rows } = await pool().query<{ day: string | null }>(
    "SELECT to_char(min(day), 'YYYY-MM-DD') AS day FROM log_file WHERE replaced_at IS NULL AND bucket_at IS NULL",
  );
  return rows[0]?.day ?? null;
}

/** Removes the files of a day at once, because room is needed; a query that reads them fails. Gives how many went. */
export async function giveUpLogDay(folder: string, day: string, now: Date): Promise<number> {
  await pool().query(
    "UPDATE log_file SET replaced_at = $2 WHERE day = $1 AND replaced_at IS NULL AND bucket_at IS NULL",
    [day, new Date(now.getTime() - GRACE_MS)],
  );
  return removeReplaced(folder, now);
}
