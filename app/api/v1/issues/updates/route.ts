import { route } from "@/lib/http/route";
import { readUpdates } from "@/lib/issues/read-updates";
import { issueUpdatesSchema } from "@/lib/issues/schemas";

export const GET = route({ query: issueUpdatesSchema }, ({ ctx, query }) => readUpdates(ctx, query));
