import { route } from "@/lib/http/route";
import { searchValuesSchema } from "@/lib/issues/schemas";
import { listValues } from "@/lib/search/list-values";

export const GET = route({ query: searchValuesSchema }, ({ ctx, query }) => listValues(ctx, query));
