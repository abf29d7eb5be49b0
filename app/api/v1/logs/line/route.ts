import { route } from "@/lib/http/route";
import { getLine } from "@/lib/logs/query/find-line";
import { getLineSchema } from "@/lib/logs/schemas";

export const GET = route({ query: getLineSchema }, ({ ctx, query, request }) =>
  getLine(ctx, query, { signal: request.signal }),
);
