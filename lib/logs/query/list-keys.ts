import { pool } from "@/lib/db/pool";
import type { Range } from "./compile/narrow-range";

/** The attributes that lines of a stretch have, those in most lines' files first; from the catalog, not from lines. At most 2,000. */
export async function listKeys(
  projectIds: readonly number[],
  { from, to }: Range,
): Promise<{ key: string; lines: number }[]> {
  const { rows } = await pool().query<{ key: string; lines: number }>(
    `SELECT key, sum(lines)::float8 AS lines FROM (
       SELECT DISTINCT f.id, f.lines, substr(c, 3) AS key
         FROM log_file f CROSS JOIN LATERAL unnest(f.columns) AS c
        WHERE f.project_id = ANY ($1::int[]) AND f.replaced_at IS NULL AND f.time_max >= $2 AND f.time_min < $3
          AND c <> 'rest'
       UNION ALL
       SELECT k.id, k.lines, key
         FROM log_chunk k CROSS JOIN LATERAL unnest(k.keys) AS key
        WHERE k.project_id = ANY ($1::int[]) AND k.time_max >= $2 AND k.time_min < $3
     ) AS one GROUP BY key ORDER BY 2 DESC, 1 LIMIT 2000`,
    [projectIds, from, to],
  );
  return rows;
}
