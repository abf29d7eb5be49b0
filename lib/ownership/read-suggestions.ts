import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { type IssueLocation, locateIssue } from "@/lib/events/locate-issue";
import { decodePayload } from "@/lib/events/payload";
import { readEventSettings } from "@/lib/events/read-event-settings";
import { selectEvent } from "@/lib/events/select-event";
import { suspectCommit } from "@/lib/releases/suspect-commit";
import { readTraits } from "./event-traits";
import { findKnownOwners } from "./find-known-owners";
import { readOwner, writeOwner } from "./owner";
import { readRules } from "./read-rules";
import type { OwnershipTexts, OwnerSuggestion, OwnerSuggestions } from "./schemas";
import { findOwningRules } from "./suggest-owners";

/**
 * Whom the rules of its project name for an issue, by its newest event, and who wrote its suspect commit, if that is
 * somebody here: each once, with the first reason.
 * @throws NotFoundError
 */
export async function readSuggestions(ctx: Context, shortId: string): Promise<OwnerSuggestions> {
  authorize(ctx, "issue:read");
  const issue = await locateIssue(ctx, shortId);
  const [{ owners, hasRules }, author] = await Promise.all([readOwners(issue), findAuthor(ctx, shortId)]);
  const named = [...owners, ...author];
  const first = named.filter(({ owner }, index) => named.findIndex((one) => one.owner === owner) === index);
  const known = await findKnownOwners(
    issue.projectId,
    first.map(({ owner }) => owner),
  );
  return {
    suggestions: first.flatMap((one) => {
      const assignee = known.get(one.owner) ?? null;
      // Who wrote a commit elsewhere and has no account here is nobody that a rule should be mended for.
      return one.rule === null && assignee === null ? [] : [{ ...one, assignee }];
    }),
    hasRules,
  };
}

type Named = Omit<OwnerSuggestion, "assignee">;

async function readOwners(issue: IssueLocation): Promise<{ owners: Named[]; hasRules: boolean }> {
  const { rows } = await pool().query<OwnershipTexts>(
    "SELECT ownership_rules AS rules, codeowners FROM project WHERE id = $1",
    [issue.projectId],
  );
  const ownership = readRules(rows[0] ?? { rules: "", codeowners: "" });
  const hasRules = ownership.rules.length + ownership.codeowners.length > 0;
  const stored = hasRules ? await selectEvent(issue, "latest") : undefined;
  if (!stored) return { owners: [], hasRules };
  const event = decodePayload(stored.payload);
  const { atArrival } = await readEventSettings(issue.projectId, event);
  const found = findOwningRules(ownership, readTraits(event, atArrival));
  const owners = found.flatMap((rule) =>
    rule.owners.map((owner) => ({
      owner: writeOwner(owner),
      rule: { source: rule.source, line: rule.line, text: rule.text },
      commit: null,
    })),
  );
  return { owners, hasRules };
}

/** Who wrote the commit that probably brought the issue, by address of mail; nobody when none is suspected. */
async function findAuthor(ctx: Context, shortId: string): Promise<Named[]> {
  const commit = await suspectCommit(ctx, shortId);
  const owner = commit?.authorEmail ? readOwner(commit.authorEmail) : null;
  if (!commit || owner?.type !== "user") return [];
  const { id, message, version } = commit;
  return [{ owner: writeOwner(owner), rule: null, commit: { id, message, version } }];
}
