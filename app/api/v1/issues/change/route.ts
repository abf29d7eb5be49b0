import { route } from "@/lib/http/route";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import { changeIssuesSchema } from "@/lib/issues/workflow/schemas";

export const POST = route({ body: changeIssuesSchema }, ({ ctx, body }) => changeIssues(ctx, body));
