import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import { pool } from "@/lib/db/pool";
import { type FilePlace, filePath } from "./folder";

/** A query that began before a file was replaced may still open it for so long. */
export const GRACE_MS = 600_000;
const BATCH = 500;

/** Removes the files that nothing stands for any more: first from the disk, then from the catalog. Gives how many went. */
export async function removeReplaced(folder: string, now: Date): Promise<number> {
  let removed = 0;
  for (let batch = BATCH; batch === BATCH; removed += batch) {
    const { rows } = await pool().query<FilePlace>(
      `SELECT project_id AS "projectId", id::text, to_char(day, 'YYYY-MM-DD') AS day FROM log_file
        WHERE replaced_at <= $1 ORDER BY replaced_at LIMIT ${BATCH}`,
      [new Date(now.getTime() - GRACE_MS)],
    );
    for (const file of rows) {
      const path = filePath(folder, file);
      await rm(path, { force: true });
      // Goes only when it is empty.
      await rmdir(dirname(path)).catch(() => {});
    }
    await pool().query("DELETE FROM log_file WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[])", [
      rows.map(({ projectId }) => projectId),
      rows.map(({ id }) => id),
    ]);
    batch = rows.length;
  }
  return removed;
}
