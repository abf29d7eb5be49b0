import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "@/lib/projects/find-project";

/** Takes a chart off the page of its project; the lines stay. @throws NotFoundError */
export async function deleteChart(
  ctx: Context,
  { slug, chartId }: { slug: string; chartId: string },
): Promise<void> {
  authorize(ctx, "log:write");
  const { id } = await findProject(ctx, slug);
  const { rowCount } = await pool().query("DELETE FROM log_chart WHERE project_id = $1 AND id = $2", [
    id,
    chartId,
  ]);
  if (rowCount === 0) throw new NotFoundError("This chart is no longer here. It may have been removed.");
}
