import { route } from "@/lib/http/route";
import { listIssues } from "@/lib/issues/list-issues";
import { listIssuesSchema, updateIssueStatusSchema } from "@/lib/issues/schemas";
import { updateIssueStatus } from "@/lib/issues/update-status";

export const GET = route({ query: listIssuesSchema }, ({ ctx, query }) => listIssues(ctx, query));

export const PATCH = route({ body: updateIssueStatusSchema }, ({ ctx, body }) =>
  updateIssueStatus(ctx, body),
);
