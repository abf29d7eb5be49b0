import { eventSearchQuery, issueParams } from "@/lib/events/schemas";
import { searchEvents } from "@/lib/events/search-events";
import { route } from "@/lib/http/route";

export const GET = route({ params: issueParams, query: eventSearchQuery }, ({ ctx, params, query }) =>
  searchEvents(ctx, params.shortId, query),
);
