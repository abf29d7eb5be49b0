import { route } from "@/lib/http/route";
import { findLineIssues } from "@/lib/logs/issues/find-line-issues";
import { lineIssuesSchema } from "@/lib/logs/issues/schemas";

export const POST = route({ body: lineIssuesSchema }, ({ ctx, body }) => findLineIssues(ctx, body));
