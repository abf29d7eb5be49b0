import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { readIssue } from "@/lib/issues/read-issue";

export const GET = route({ params: issueParams }, ({ ctx, params }) => readIssue(ctx, params.shortId));
