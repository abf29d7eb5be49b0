import { route } from "@/lib/http/route";
import { listReleaseIssues } from "@/lib/releases/list-release-issues";
import { releaseParams } from "@/lib/releases/schemas";

export const GET = route({ params: releaseParams }, ({ ctx, params }) => listReleaseIssues(ctx, params));
