import { route } from "@/lib/http/route";
import { listIssues } from "@/lib/issues/list-issues";
import { listIssuesSchema } from "@/lib/issues/schemas";

export const GET = route({ query: listIssuesSchema }, ({ ctx, query }) => listIssues(ctx, query));
