import type { IssueRow } from "@/lib/issues/schemas";

/** Issues that the server merges at once at most. */
const MERGE_LIMIT = 50;

/** Why these issues cannot be merged, as a sentence for a person; null when they can. */
export function whyNotMerge(issues: readonly Pick<IssueRow, "project">[]): string | null {
  if (issues.length < 2) return "Select two or more issues to merge them";
  if (new Set(issues.map(({ project }) => project.slug)).size > 1)
    return "Issues of different projects stay apart";
  return issues.length > MERGE_LIMIT ? `At most ${MERGE_LIMIT} issues are merged at a time` : null;
}
