import { listIssueEvents } from "@/lib/events/list-issue-events";
import { eventListQuery, issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";

export const GET = route({ params: issueParams, query: eventListQuery }, ({ ctx, params, query }) =>
  listIssueEvents(ctx, params.shortId, query),
);
