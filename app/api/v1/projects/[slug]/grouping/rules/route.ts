import { route } from "@/lib/http/route";
import { saveGroupingRules } from "@/lib/projects/grouping/save-grouping-rules";
import { saveRulesSchema } from "@/lib/projects/grouping/schemas";
import { projectParams } from "@/lib/projects/schemas";
import { orRuleErrors } from "../or-rule-errors";

export const PUT = route({ params: projectParams, body: saveRulesSchema }, ({ ctx, params, body }) =>
  orRuleErrors(saveGroupingRules(ctx, { ...params, ...body })),
);
