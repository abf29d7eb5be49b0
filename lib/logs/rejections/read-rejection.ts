import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "@/lib/projects/find-project";

/** The bytes that are kept of one rejection, as they were sent. @throws NotFoundError */
export async function readRejection(
  ctx: Context,
  { project, id }: { project: string; id: string },
): Promise<{ sample: Buffer }> {
  authorize(ctx, "log:read");
  const found = await findProject(ctx, project);
  const { rows } = await pool().query<{ sample: Buffer }>(
    "SELECT sample FROM log_rejection WHERE project_id = $1 AND id = $2",
    [found.id, id],
  );
  if (!rows[0]) throw new NotFoundError();
  return rows[0];
}
