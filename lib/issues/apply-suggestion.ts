import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { ConflictError } from "@/lib/errors";
import { findGrouping } from "@/lib/projects/grouping/find-grouping";
import { saveGroupingRules } from "@/lib/projects/grouping/save-grouping-rules";
import { pauseDigests } from "@/lib/retention/pause-digests";
import { type FoundSuggestion, findSuggestion } from "./likeness/find-suggestion";
import { mergeIssues } from "./merge-issues";
import type { AppliedSuggestion, ApplySuggestionInput } from "./merge-schemas";

const OUTDATED = "This is no longer what is suggested. Nothing was changed. Load the issue again.";

/**
 * Adds the suggested rule below those of the project and merges the issues that the value had split into this one, to which
 * the next events go as well. The answer has what Undo needs: restore revision `before`, and unmerge the hashes.
 *
 * What the rule will give is linked first, so that no event opens another issue in between, and the merge comes last: when
 * it cannot be had, nothing splits any further, and the issues can be merged by hand.
 * @throws ConflictError when the suggestion is another one by now, or the rules were changed meanwhile
 * @throws NotFoundError for an unknown issue
 */
export async function applySuggestion(
  ctx: Context,
  shortId: string,
  { rule }: ApplySuggestionInput,
): Promise<AppliedSuggestion> {
  authorize(ctx, "issue:write");
  authorize(ctx, "grouping:write");
  const found = await findSuggestion(ctx, shortId);
  const [into, ...others] = found?.suggestion.issues.map((issue) => issue.shortId) ?? [];
  if (found?.suggestion.rule !== rule || into === undefined) throw new ConflictError(OUTDATED);
  const { slug } = found.project;
  const { fingerprintRules, stackTraceRules, revision } = await findGrouping(ctx, slug);
  const isFingerprint = found.suggestion.kind === "fingerprint";
  await linkHashes(found);
  const saved = await saveGroupingRules(ctx, {
    slug,
    basedOn: revision,
    fingerprintRules: isFingerprint ? addLine(fingerprintRules, rule) : fingerprintRules,
    stackTraceRules: isFingerprint ? stackTraceRules : addLine(stackTraceRules, rule),
  });
  const merge = await mergeIssues(ctx, { into, from: others });
  return { revision: { before: saved.previous, after: saved.revision }, merge };
}

function addLine(text: string, line: string): string {
  return text.trim() === "" ? line : `${text}\n${line}`;
}

/** Hashes that lead somewhere already stay: the merge takes those of the issues that it merges. */
async function linkHashes({ project, issueId, hashes, version }: FoundSuggestion): Promise<void> {
  await pauseDigests((db) =>
    db.query(
      `INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version)
       SELECT $1, hash, $2, $4 FROM unnest($3::text[]) AS hash
        WHERE EXISTS (SELECT FROM issue WHERE project_id = $1 AND id = $2 AND status <> 'merged')
       ON CONFLICT (project_id, hash) DO NOTHING`,
      [project.id, issueId, hashes, version],
    ),
  );
}
