import { route } from "@/lib/http/route";
import { autoAssignSchema } from "@/lib/ownership/schemas";
import { setAutoAssign } from "@/lib/ownership/set-auto-assign";
import { projectParams } from "@/lib/projects/schemas";

export const PUT = route({ params: projectParams, body: autoAssignSchema }, ({ ctx, params, body }) =>
  setAutoAssign(ctx, { ...params, ...body }),
);
