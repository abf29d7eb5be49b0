import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";

/**
 * A sweep that began before a merge may take events off the merged issue's `stored_count` after it: what is below zero
 * there belongs to the issue that it went into. Brings the two together; until then their sum is right.
 */
export async function settleCounts(projectId?: number): Promise<void> {
  const { rows } = await pool().query<{ projectId: number; id: number; into: number }>(
    `SELECT project_id AS "projectId", id, merged_into AS into FROM issue
      WHERE merged_into IS NOT NULL AND stored_count <> 0 AND ($1::int IS NULL OR project_id = $1)`,
    [projectId ?? null],
  );
  for (const signpost of rows) {
    await transaction(async (db) => {
      const values = [signpost.projectId, signpost.id, signpost.into];
      await db.query(
        "SELECT FROM issue WHERE project_id = $1 AND id = ANY(ARRAY[$2, $3]::bigint[]) ORDER BY id FOR NO KEY UPDATE",
        values,
      );
      await db.query(
        `WITH debt AS (
           SELECT stored_count AS quantity FROM issue WHERE project_id = $1 AND id = $2 AND merged_into = $3
         ), paid AS (
           UPDATE issue i SET stored_count = i.stored_count + debt.quantity FROM debt
            WHERE i.project_id = $1 AND i.id = $3
         )
         UPDATE issue SET stored_count = 0 WHERE project_id = $1 AND id = $2 AND merged_into = $3`,
        values,
      );
    });
  }
}
