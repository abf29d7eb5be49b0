import { ruleParams, silenceRuleSchema } from "@/lib/alerts/schemas";
import { silenceRule } from "@/lib/alerts/silence-rule";
import { route } from "@/lib/http/route";

export const POST = route({ params: ruleParams, body: silenceRuleSchema }, ({ ctx, params, body }) =>
  silenceRule(ctx, params.id, body),
);
