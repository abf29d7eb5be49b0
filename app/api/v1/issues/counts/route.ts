import { route } from "@/lib/http/route";
import { countIssues } from "@/lib/issues/count-issues";
import { issueFilterSchema } from "@/lib/issues/schemas";

export const GET = route({ query: issueFilterSchema }, ({ ctx, query }) => countIssues(ctx, query));
