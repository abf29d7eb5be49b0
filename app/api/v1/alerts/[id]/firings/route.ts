import { listFirings } from "@/lib/alerts/list-firings";
import { listFiringsQuery, ruleParams } from "@/lib/alerts/schemas";
import { route } from "@/lib/http/route";

export const GET = route({ params: ruleParams, query: listFiringsQuery }, ({ ctx, params, query }) =>
  listFirings(ctx, params.id, query),
);
