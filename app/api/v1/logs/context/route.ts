import { route } from "@/lib/http/route";
import { readContext } from "@/lib/logs/query/read-context";
import { contextSchema } from "@/lib/logs/schemas";

export const POST = route({ body: contextSchema }, ({ ctx, body, request }) =>
  readContext(ctx, body, { signal: request.signal }),
);
