import { route } from "@/lib/http/route";
import { listReleases } from "@/lib/releases/list-releases";
import { reportRelease } from "@/lib/releases/report-release";
import { listReleasesSchema, reportReleaseSchema } from "@/lib/releases/schemas";

export const GET = route({ query: listReleasesSchema }, ({ ctx, query }) => listReleases(ctx, query));

export const POST = route({ body: reportReleaseSchema }, ({ ctx, body }) => reportRelease(ctx, body));
