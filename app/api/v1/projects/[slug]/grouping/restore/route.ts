import { route } from "@/lib/http/route";
import { restoreRevision } from "@/lib/projects/grouping/save-grouping-rules";
import { restoreSchema } from "@/lib/projects/grouping/schemas";
import { projectParams } from "@/lib/projects/schemas";
import { orRuleErrors } from "../or-rule-errors";

export const POST = route({ params: projectParams, body: restoreSchema }, ({ ctx, params, body }) =>
  orRuleErrors(restoreRevision(ctx, { ...params, ...body })),
);
