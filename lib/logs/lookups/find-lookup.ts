import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { type LookupRows, readTable } from "./read-table";

/** A stored table by the id of its project. @throws NotFoundError */
export async function findLookup(projectId: number, name: string): Promise<LookupRows> {
  const { rows } = await pool().query<{ columns: string[]; body: Buffer }>(
    "SELECT columns, body FROM log_lookup WHERE project_id = $1 AND name = $2",
    [projectId, name],
  );
  const [found] = rows;
  if (found === undefined) throw new NotFoundError("This table is no longer here. It may have been deleted.");
  return readStored(found);
}

/** What was stored was read before; a body of another version that cannot be is an empty table. */
export function readStored({ columns, body }: { columns: string[]; body: Buffer }): LookupRows {
  const table = readTable(body.toString("utf8"));
  return "rows" in table ? table : { columns, rows: [] };
}
