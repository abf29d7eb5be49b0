import { route } from "@/lib/http/route";
import { readGrouping } from "@/lib/projects/grouping/read-grouping";
import { projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, ({ ctx, params }) => readGrouping(ctx, params));
