import { deadLetterChoiceSchema } from "@/lib/dead-letters/schemas";
import { route } from "@/lib/http/route";
import { redriveDeadLetters } from "@/lib/ingest/redrive";
import { projectParams } from "@/lib/projects/schemas";

export const POST = route({ params: projectParams, body: deadLetterChoiceSchema }, ({ ctx, params, body }) =>
  redriveDeadLetters(ctx, { ...params, choice: body }),
);
