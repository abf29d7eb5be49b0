import { route } from "@/lib/http/route";
import { searchLines } from "@/lib/logs/query/search-lines";
import { searchLinesSchema } from "@/lib/logs/schemas";

export const POST = route({ body: searchLinesSchema }, ({ ctx, body, request }) =>
  searchLines(ctx, body, { signal: request.signal }),
);
