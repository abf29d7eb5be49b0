import { pool } from "@/lib/db/pool";

/** The highest id that an issue has, 0 when there is none: one index entry per project. */
export async function readNewestId(): Promise<number> {
  const { rows } = await pool().query<{ id: number | null }>(
    `SELECT max(n.id) AS id
       FROM project p CROSS JOIN LATERAL (SELECT max(i.id) AS id FROM issue i WHERE i.project_id = p.id) n`,
  );
  return rows[0]?.id ?? 0;
}
