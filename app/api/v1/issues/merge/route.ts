import { route } from "@/lib/http/route";
import { mergeIssues } from "@/lib/issues/merge-issues";
import { mergeIssuesSchema } from "@/lib/issues/merge-schemas";

export const POST = route({ body: mergeIssuesSchema }, ({ ctx, body }) => mergeIssues(ctx, body));
