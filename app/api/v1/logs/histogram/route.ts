import { route } from "@/lib/http/route";
import { readHistogram } from "@/lib/logs/query/read-histogram";
import { histogramSchema } from "@/lib/logs/schemas";

export const POST = route({ body: histogramSchema }, ({ ctx, body, request }) =>
  readHistogram(ctx, body, { signal: request.signal }),
);
