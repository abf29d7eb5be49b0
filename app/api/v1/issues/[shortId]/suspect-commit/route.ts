import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { suspectCommit } from "@/lib/releases/suspect-commit";

/** `{ commit }`, null when none is suspected. */
export const GET = route({ params: issueParams }, async ({ ctx, params }) => ({
  commit: await suspectCommit(ctx, params.shortId),
}));
