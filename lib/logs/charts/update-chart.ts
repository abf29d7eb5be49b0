import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "@/lib/projects/find-project";
import { lockCharts, placeChart } from "./place-charts";
import type { UpdateChartInput } from "./schemas";

/** Renames a chart, or moves it among the others. @throws NotFoundError */
export async function updateChart(
  ctx: Context,
  { slug, chartId, changes: { title, place } }: { slug: string; chartId: string; changes: UpdateChartInput },
): Promise<void> {
  authorize(ctx, "log:write");
  const { id: projectId } = await findProject(ctx, slug);
  await transaction(async (client) => {
    const ids = await lockCharts(client, projectId);
    if (!ids.includes(chartId))
      throw new NotFoundError("This chart is no longer here. It may have been removed.");
    await client.query("UPDATE log_chart SET title = coalesce($3, title) WHERE project_id = $1 AND id = $2", [
      projectId,
      chartId,
      title,
    ]);
    if (place !== undefined) await placeChart(client, projectId, ids, { id: chartId, place });
  });
}
