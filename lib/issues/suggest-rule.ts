import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { findSuggestion } from "./likeness/find-suggestion";
import type { SuggestionAnswer } from "./merge-schemas";

/**
 * A rule that would keep a changing value from splitting an issue, when at least three issues differ by nothing else; null
 * when there is none. Compares one event of each of at most 100 issues, and suggests no rule that was not tried on them: it
 * has to bring these together and none of the others.
 * @throws NotFoundError for an unknown issue
 */
export async function suggestRule(ctx: Context, shortId: string): Promise<SuggestionAnswer> {
  authorize(ctx, "issue:read");
  return { suggestion: (await findSuggestion(ctx, shortId))?.suggestion ?? null };
}
