import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { similarIssues } from "@/lib/issues/similar-issues";

export const GET = route({ params: issueParams }, ({ ctx, params }) => similarIssues(ctx, params.shortId));
