import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { seenIn } from "@/lib/releases/seen-in";

export const GET = route({ params: issueParams }, ({ ctx, params }) => seenIn(ctx, params.shortId));
