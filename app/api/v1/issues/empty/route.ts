import { route } from "@/lib/http/route";
import { explainEmpty } from "@/lib/issues/explain-empty";
import { issueFilterSchema } from "@/lib/issues/schemas";

export const GET = route({ query: issueFilterSchema }, ({ ctx, query }) => explainEmpty(ctx, query));
