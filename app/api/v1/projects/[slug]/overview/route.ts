import { route } from "@/lib/http/route";
import { projectParams } from "@/lib/projects/schemas";
import { readProjectOverview } from "@/lib/stats/project-overview";
import { overviewQuery } from "@/lib/stats/schemas";

export const GET = route({ params: projectParams, query: overviewQuery }, ({ ctx, params, query }) =>
  readProjectOverview(ctx, { ...params, ...query }),
);
