import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { unmergeHashesSchema } from "@/lib/issues/merge-schemas";
import { unmergeHashes } from "@/lib/issues/unmerge-hashes";

export const POST = route({ params: issueParams, body: unmergeHashesSchema }, ({ ctx, params, body }) =>
  unmergeHashes(ctx, params.shortId, body),
);
