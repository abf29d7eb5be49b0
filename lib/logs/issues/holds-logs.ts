import { pool } from "@/lib/db/pool";

/** Whether any line of these projects (null: of all) is stored. Two looks at the catalog; no file is touched. */
export async function holdsLogs(projectIds: readonly number[] | null): Promise<boolean> {
  const { rows } = await pool().query<{ has: boolean }>({
    name: "holds-logs",
    text: `SELECT EXISTS (SELECT FROM log_file WHERE $1::int[] IS NULL OR project_id = ANY ($1))
               OR EXISTS (SELECT FROM log_chunk WHERE $1::int[] IS NULL OR project_id = ANY ($1)) AS has`,
    values: [projectIds],
  });
  return rows[0]?.has === true;
}
