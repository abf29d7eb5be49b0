import { route } from "@/lib/http/route";
import { listValues } from "@/lib/logs/query/list-values";
import { logValuesSchema } from "@/lib/logs/schemas";

export const POST = route({ body: logValuesSchema }, ({ ctx, body, request }) =>
  listValues(ctx, body, { signal: request.signal }),
);
