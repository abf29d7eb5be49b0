import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "@/lib/projects/find-project";

/** Deletes a table for good; questions that name it are refused from now on. @throws NotFoundError */
export async function deleteLookup(
  ctx: Context,
  { slug, name }: { slug: string; name: string },
): Promise<void> {
  authorize(ctx, "log:write");
  const { id } = await findProject(ctx, slug);
  const { rowCount } = await pool().query("DELETE FROM log_lookup WHERE project_id = $1 AND name = $2", [
    id,
    name,
  ]);
  if (rowCount === 0) throw new NotFoundError("This table is no longer here. It may have been deleted.");
}
