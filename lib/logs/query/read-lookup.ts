import { pool } from "@/lib/db/pool";
import { readStored } from "@/lib/logs/lookups/find-lookup";
import type { LookupTable } from "./compile/frame";

/** A table of one of the projects, the first by id that has one of this name; null when none has. */
export async function readLookup(name: string, projectIds: readonly number[]): Promise<LookupTable | null> {
  const { rows } = await pool().query<{ columns: string[]; body: Buffer }>(
    `SELECT columns, body FROM log_lookup WHERE project_id = ANY ($1::int[]) AND name = $2 ORDER BY project_id LIMIT 1`,
    [projectIds, name],
  );
  return rows[0] ? readStored(rows[0]) : null;
}
