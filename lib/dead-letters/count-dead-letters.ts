import { pool } from "@/lib/db/pool";
import { deadLetterCountCap } from "./schemas";

/** How many dead letters a project has, at most 1,000; for verbs that have asked for permission. */
export async function countDeadLetters(projectId: number): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    "SELECT count(*) AS count FROM (SELECT 1 FROM dead_letter WHERE project_id = $1 LIMIT $2) AS counted",
    [projectId, deadLetterCountCap],
  );
  return rows[0]?.count ?? 0;
}
