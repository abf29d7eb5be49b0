import { listChanges } from "@/lib/alerts/list-changes";
import { listChangesQuery, ruleParams } from "@/lib/alerts/schemas";
import { route } from "@/lib/http/route";

export const GET = route({ params: ruleParams, query: listChangesQuery }, ({ ctx, params, query }) =>
  listChanges(ctx, params.id, query),
);
