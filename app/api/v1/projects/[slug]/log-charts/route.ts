import { route } from "@/lib/http/route";
import { createChart } from "@/lib/logs/charts/create-chart";
import { listCharts } from "@/lib/logs/charts/list-charts";
import { createChartSchema } from "@/lib/logs/charts/schemas";
import { projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, ({ ctx, params }) => listCharts(ctx, params));

export const POST = route({ params: projectParams, body: createChartSchema }, ({ ctx, params, body }) =>
  createChart(ctx, { ...params, ...body }),
);
