import { pool } from "@/lib/db/pool";
import { pauseDigests } from "./pause-digests";

const UNUSED = `SELECT project_id, name FROM environment e
   WHERE NOT EXISTS (SELECT FROM issue_environment i WHERE i.project_id = e.project_id AND i.environment = e.name)`;

/**
 * Forgets the environments that no issue has any more. With ingest paused, because a batch that brings an environment back
 * sees its name there, leaves it, and commits only after we looked. Returns how many went.
 */
export async function deleteUnusedEnvironments(): Promise<number> {
  const { rowCount } = await pool().query(`${UNUSED} LIMIT 1`);
  if (rowCount === 0) return 0;
  return pauseDigests(async (db) => {
    const deleted = await db.query(`DELETE FROM environment WHERE (project_id, name) IN (${UNUSED})`);
    return deleted.rowCount ?? 0;
  });
}
