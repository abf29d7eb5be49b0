import { route } from "@/lib/http/route";
import { rollBackVersion, upgradeVersion } from "@/lib/projects/grouping/change-version";
import { projectParams } from "@/lib/projects/schemas";

export const PUT = route({ params: projectParams }, ({ ctx, params }) => upgradeVersion(ctx, params));

export const DELETE = route({ params: projectParams }, ({ ctx, params }) => rollBackVersion(ctx, params));
