import { createRule } from "@/lib/alerts/create-rule";
import { listRules } from "@/lib/alerts/list-rules";
import { listRulesQuery, ruleInputSchema } from "@/lib/alerts/schemas";
import { route } from "@/lib/http/route";
import { orQueryFaults } from "./or-query-faults";

export const GET = route({ query: listRulesQuery }, ({ ctx, query }) => listRules(ctx, query));

export const POST = route({ body: ruleInputSchema }, ({ ctx, body }) => orQueryFaults(createRule(ctx, body)));
