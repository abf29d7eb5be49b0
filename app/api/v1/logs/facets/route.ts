import { route } from "@/lib/http/route";
import { readFacets } from "@/lib/logs/query/read-facets";
import { facetsSchema } from "@/lib/logs/schemas";

export const POST = route({ body: facetsSchema }, ({ ctx, body, request }) =>
  readFacets(ctx, body, { signal: request.signal }),
);
