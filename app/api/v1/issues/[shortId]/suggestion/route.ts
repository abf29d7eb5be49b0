import { issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { applySuggestion } from "@/lib/issues/apply-suggestion";
import { applySuggestionSchema } from "@/lib/issues/merge-schemas";
import { suggestRule } from "@/lib/issues/suggest-rule";

export const GET = route({ params: issueParams }, ({ ctx, params }) => suggestRule(ctx, params.shortId));

export const POST = route({ params: issueParams, body: applySuggestionSchema }, ({ ctx, params, body }) =>
  applySuggestion(ctx, params.shortId, body),
);
