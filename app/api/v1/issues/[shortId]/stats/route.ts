import { issueSeries } from "@/lib/events/issue-series";
import { issueParams, seriesQuery } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";

export const GET = route({ params: issueParams, query: seriesQuery }, ({ ctx, params, query }) =>
  issueSeries(ctx, params.shortId, query.window),
);
