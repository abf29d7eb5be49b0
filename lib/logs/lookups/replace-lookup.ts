import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "@/lib/projects/find-project";
import { readUpload } from "./read-upload";
import type { ReplaceLookupInput } from "./schemas";

/**
 * Puts other rows into a table; questions that are asked from now on see them.
 * @throws NotFoundError
 * @throws InvalidInputError when the file is no such table, with line and column
 */
export async function replaceLookup(
  ctx: Context,
  { slug, name, csv }: { slug: string; name: string } & ReplaceLookupInput,
): Promise<void> {
  authorize(ctx, "log:write");
  const { id } = await findProject(ctx, slug);
  const { columns, rows, body } = readUpload(csv);
  const { rowCount } = await pool().query(
    `UPDATE log_lookup SET columns = $3, rows = $4, body = $5, updated_at = now(), updated_by = $6
      WHERE project_id = $1 AND name = $2`,
    [id, name, columns, rows.length, body, ctx.actor.userId],
  );
  if (rowCount === 0) throw new NotFoundError("This table is no longer here. It may have been deleted.");
}
