import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { listHashes } from "@/lib/issues/list-hashes";

export const GET = route({ params: issueParams }, ({ ctx, params }) => listHashes(ctx, params.shortId));
