import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { readSuggestions } from "@/lib/ownership/read-suggestions";

export const GET = route({ params: issueParams }, ({ ctx, params }) => readSuggestions(ctx, params.shortId));
