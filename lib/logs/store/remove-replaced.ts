import { pool } from "@/lib/db/pool";
import { removeFiles } from "@/lib/logs/bucket/remove-files";
import type { FilePlace } from "./folder";

/** A query that began before a file was replaced may still open it for so long. */
export const GRACE_MS = 600_000;
const BATCH = 500;

/**
 * Removes the files that nothing stands for any more: first from the disk or the bucket, then from the catalog. Gives how many
 * went; throws when some could not be removed, after the others.
 */
export async function removeReplaced(folder: string, now: Date): Promise<number> {
  let removed = 0;
  for (let batch = BATCH; batch === BATCH; removed += batch) {
    const { rows } = await pool().query<FilePlace>(
      `SELECT project_id AS "projectId", id::text, to_char(day, 'YYYY-MM-DD') AS day, bucket_at IS NOT NULL AS "isRemote"
         FROM log_file WHERE replaced_at <= $1 ORDER BY replaced_at LIMIT ${BATCH}`,
      [new Date(now.getTime() - GRACE_MS)],
    );
    const { removed: gone, error } = await removeFiles(folder, rows);
    await pool().query("DELETE FROM log_file WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[])", [
      gone.map(({ projectId }) => projectId),
      gone.map(({ id }) => id),
    ]);
    if (error) throw error;
    batch = rows.length;
  }
  return removed;
}
