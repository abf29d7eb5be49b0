import { deleteRule } from "@/lib/alerts/delete-rule";
import { readRule } from "@/lib/alerts/read-rule";
import { ruleChangeSchema, ruleParams } from "@/lib/alerts/schemas";
import { updateRule } from "@/lib/alerts/update-rule";
import { route } from "@/lib/http/route";
import { orQueryFaults } from "@/app/api/v1/alerts/or-query-faults";

export const GET = route({ params: ruleParams }, ({ ctx, params }) => readRule(ctx, params.id));

export const PATCH = route({ params: ruleParams, body: ruleChangeSchema }, ({ ctx, params, body }) =>
  orQueryFaults(updateRule(ctx, params.id, body)),
);

export const DELETE = route({ params: ruleParams }, ({ ctx, params }) => deleteRule(ctx, params.id));
