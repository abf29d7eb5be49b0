import { route } from "@/lib/http/route";
import { previewRules } from "@/lib/projects/grouping/preview-rules";
import { rulesSchema } from "@/lib/projects/grouping/schemas";
import { projectParams } from "@/lib/projects/schemas";

export const POST = route({ params: projectParams, body: rulesSchema }, ({ ctx, params, body, request }) =>
  previewRules(ctx, { ...params, ...body, signal: request.signal }),
);
