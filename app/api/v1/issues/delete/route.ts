import { route } from "@/lib/http/route";
import { deleteIssues } from "@/lib/issues/delete/delete-issues";
import { deleteIssuesSchema } from "@/lib/issues/delete/schemas";

export const POST = route({ body: deleteIssuesSchema }, ({ ctx, body }) => deleteIssues(ctx, body));
