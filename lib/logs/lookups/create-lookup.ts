import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, InvalidInputError } from "@/lib/errors";
import { lookupCount } from "@/lib/logs/constants";
import { findProject } from "@/lib/projects/find-project";
import { readUpload } from "./read-upload";
import type { CreateLookupInput } from "./schemas";

/**
 * Stores a table that `| lookup` takes columns from.
 * @throws NotFoundError
 * @throws InvalidInputError when the file is no such table, with line and column, or the name is taken
 * @throws ConflictError when the project has as many as one may have
 */
export async function createLookup(
  ctx: Context,
  { slug, name, csv }: { slug: string } & CreateLookupInput,
): Promise<void> {
  authorize(ctx, "log:write");
  const { id } = await findProject(ctx, slug);
  const { columns, rows, body } = readUpload(csv);
  const { rows: found } = await pool().query<{ isTaken: boolean; count: number }>(
    `WITH made AS (
       INSERT INTO log_lookup (project_id, name, columns, rows, body, updated_by)
       SELECT $1, $2, $3, $4, $5, $6
        WHERE (SELECT count(*) FROM log_lookup WHERE project_id = $1) < $7
       ON CONFLICT DO NOTHING RETURNING name
     )
     SELECT EXISTS (SELECT FROM log_lookup WHERE project_id = $1 AND name = $2) AS "isTaken",
            (SELECT count(*)::int FROM made) AS count`,
    [id, name, columns, rows.length, body, ctx.actor.userId, lookupCount],
  );
  if (found[0]?.count === 1) return;
  if (found[0]?.isTaken) {
    throw new InvalidInputError(undefined, {
      name: "A table of this name is there. Replace that one, or choose another name.",
    });
  }
  throw new ConflictError(`A project has at most ${lookupCount} tables. Delete one that is not needed.`);
}
