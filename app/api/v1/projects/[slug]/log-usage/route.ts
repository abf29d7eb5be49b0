import { route } from "@/lib/http/route";
import { readUsage } from "@/lib/logs/settings/read-usage";
import { projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, ({ ctx, params }) => readUsage(ctx, params));
