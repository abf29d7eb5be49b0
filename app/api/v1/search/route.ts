import { route } from "@/lib/http/route";
import { searchIssuesSchema } from "@/lib/issues/schemas";
import { searchIssues } from "@/lib/issues/search-issues";

export const GET = route({ query: searchIssuesSchema }, ({ ctx, query }) => searchIssues(ctx, query));
