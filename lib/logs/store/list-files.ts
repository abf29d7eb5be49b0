import { pool } from "@/lib/db/pool";
import type { CatalogFile } from "./replace-files";

interface Row extends Omit<CatalogFile, "timeMin" | "timeMax"> {
  timeMin: string;
  timeMax: string;
}

/** The files of a project and day that count, with all that the catalog knows of them. */
export async function listFiles(projectId: number, day: string): Promise<CatalogFile[]> {
  const { rows } = await pool().query<Row>(
    `SELECT project_id AS "projectId", id::text, to_char(day, 'YYYY-MM-DD') AS day, time_min::text AS "timeMin",
            time_max::text AS "timeMax", lines, raw_bytes AS "rawBytes", checksum, columns, sealed_at AS "sealedAt",
            bucket_at IS NOT NULL AS "isRemote"
       FROM log_file WHERE project_id = $1 AND day = $2 AND replaced_at IS NULL ORDER BY time_min, id`,
    [projectId, day],
  );
  return rows.map((row) => ({ ...row, timeMin: BigInt(row.timeMin), timeMax: BigInt(row.timeMax) }));
}
