import { route } from "@/lib/http/route";
import { projectParams } from "@/lib/projects/schemas";
import { readProjectStats } from "@/lib/stats/project-stats";
import { statsQuery } from "@/lib/stats/schemas";

export const GET = route({ params: projectParams, query: statsQuery }, ({ ctx, params, query }) =>
  readProjectStats(ctx, { ...params, ...query }),
);
