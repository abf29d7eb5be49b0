import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { listActivity } from "@/lib/issues/workflow/list-activity";
import { listActivitySchema } from "@/lib/issues/workflow/schemas";

export const GET = route({ params: issueParams, query: listActivitySchema }, ({ ctx, params, query }) =>
  listActivity(ctx, params.shortId, query),
);
