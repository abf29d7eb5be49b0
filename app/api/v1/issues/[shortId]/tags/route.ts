import { issueParams } from "@/lib/events/schemas";
import { tagDistribution } from "@/lib/events/tag-distribution";
import { route } from "@/lib/http/route";

export const GET = route({ params: issueParams }, ({ ctx, params }) => tagDistribution(ctx, params.shortId));
