import { route } from "@/lib/http/route";
import { deleteChart } from "@/lib/logs/charts/delete-chart";
import { chartParams, updateChartSchema } from "@/lib/logs/charts/schemas";
import { updateChart } from "@/lib/logs/charts/update-chart";

export const PATCH = route({ params: chartParams, body: updateChartSchema }, ({ ctx, params, body }) =>
  updateChart(ctx, { ...params, changes: body }),
);

export const DELETE = route({ params: chartParams }, ({ ctx, params }) => deleteChart(ctx, params));
