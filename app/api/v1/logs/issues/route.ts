import { route } from "@/lib/http/route";
import { createPatternIssue } from "@/lib/logs/issues/create-pattern-issue";
import { createPatternIssueSchema } from "@/lib/logs/issues/schemas";

export const POST = route({ body: createPatternIssueSchema }, ({ ctx, body, request }) =>
  createPatternIssue(ctx, body, { signal: request.signal }),
);
