import { route } from "@/lib/http/route";
import { readConnectionStatus } from "@/lib/projects/read-connection-status";
import { projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, ({ ctx, params }) => readConnectionStatus(ctx, params));
