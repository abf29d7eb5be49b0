import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "@/lib/projects/find-project";
import type { EnvironmentChange } from "./schemas";

/**
 * Leaves an environment out of the pickers, or offers it again. Its events are counted, listed and found as before.
 * @throws NotFoundError
 */
export async function hideEnvironment(
  ctx: Context,
  { project, name, isHidden }: EnvironmentChange,
): Promise<void> {
  authorize(ctx, "environment:write");
  const { id } = await findProject(ctx, project);
  const { rowCount } = await pool().query(
    "UPDATE environment SET is_hidden = $3 WHERE project_id = $1 AND name = $2",
    [id, name, isHidden],
  );
  if (rowCount === 0) throw new NotFoundError();
}
