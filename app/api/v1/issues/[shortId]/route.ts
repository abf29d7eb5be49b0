import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { deleteIssues } from "@/lib/issues/delete/delete-issues";
import { readIssue } from "@/lib/issues/read-issue";

export const GET = route({ params: issueParams }, ({ ctx, params }) => readIssue(ctx, params.shortId));

export const DELETE = route({ params: issueParams }, ({ ctx, params }) =>
  deleteIssues(ctx, { shortIds: [params.shortId] }),
);
