import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { readShare } from "@/lib/issues/share/read-share";
import { shareIssue } from "@/lib/issues/share/share-issue";
import { unshareIssue } from "@/lib/issues/share/unshare-issue";

export const GET = route({ params: issueParams }, ({ ctx, params }) => readShare(ctx, params.shortId));

export const POST = route({ params: issueParams }, ({ ctx, params }) => shareIssue(ctx, params.shortId));

export const DELETE = route({ params: issueParams }, ({ ctx, params }) => unshareIssue(ctx, params.shortId));
