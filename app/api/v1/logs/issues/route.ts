import { route } from "@/lib/http/route";
import { createPatternIssue } from "@/lib/ingest/log-patterns/create-pattern-issue";
import { createPatternIssueSchema } from "@/lib/logs/issues/schemas";

export const POST = route({ body: createPatternIssueSchema }, ({ ctx, body, request }) =>
  createPatternIssue(ctx, body, { signal: request.signal }),
);
