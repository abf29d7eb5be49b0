import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { addComment } from "@/lib/issues/workflow/comments/add-comment";
import { commentSchema } from "@/lib/issues/workflow/schemas";

export const POST = route({ params: issueParams, body: commentSchema }, ({ ctx, params, body }) =>
  addComment(ctx, params.shortId, body),
);
