import { deleteDeadLetters } from "@/lib/dead-letters/delete-dead-letters";
import { listDeadLetters } from "@/lib/dead-letters/list-dead-letters";
import { deadLetterChoiceSchema, listDeadLettersQuery } from "@/lib/dead-letters/schemas";
import { route } from "@/lib/http/route";
import { projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams, query: listDeadLettersQuery }, ({ ctx, params, query }) =>
  listDeadLetters(ctx, { ...params, ...query }),
);

export const DELETE = route(
  { params: projectParams, body: deadLetterChoiceSchema },
  ({ ctx, params, body }) => deleteDeadLetters(ctx, { ...params, choice: body }),
);
