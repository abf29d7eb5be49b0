import { route } from "@/lib/http/route";
import { runPipeline } from "@/lib/logs/query/run-pipeline";
import { runPipelineSchema } from "@/lib/logs/schemas";

export const POST = route({ body: runPipelineSchema }, ({ ctx, body, request }) =>
  runPipeline(ctx, body, { signal: request.signal }),
);
