import { route } from "@/lib/http/route";
import { readPatterns } from "@/lib/logs/query/find-patterns";
import { patternsSchema } from "@/lib/logs/schemas";

export const POST = route({ body: patternsSchema }, ({ ctx, body, request }) =>
  readPatterns(ctx, body, { signal: request.signal }),
);
