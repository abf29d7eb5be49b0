import { route } from "@/lib/http/route";
import { deleteComment } from "@/lib/issues/workflow/comments/delete-comment";
import { editComment } from "@/lib/issues/workflow/comments/edit-comment";
import { commentParams, commentSchema } from "@/lib/issues/workflow/schemas";

export const PATCH = route({ params: commentParams, body: commentSchema }, ({ ctx, params, body }) =>
  editComment(ctx, params, body),
);

export const DELETE = route({ params: commentParams }, ({ ctx, params }) => deleteComment(ctx, params));
