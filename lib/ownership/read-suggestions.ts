import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";
import { decodePayload } from "@/lib/events/payload";
import { readEventSettings } from "@/lib/events/read-event-settings";
import { selectEvent } from "@/lib/events/select-event";
import { readTraits } from "./event-traits";
import { findKnownOwners } from "./find-known-owners";
import { writeOwner } from "./owner";
import { readRules } from "./read-rules";
import type { OwnershipTexts, OwnerSuggestions } from "./schemas";
import { findOwningRules } from "./suggest-owners";

/**
 * Whom the rules of its project name for an issue, by its newest event: each owner once, with the rule.
 * @throws NotFoundError
 */
export async function readSuggestions(ctx: Context, shortId: string): Promise<OwnerSuggestions> {
  authorize(ctx, "issue:read");
  const issue = await locateIssue(ctx, shortId);
  const { rows } = await pool().query<OwnershipTexts>(
    "SELECT ownership_rules AS rules, codeowners FROM project WHERE id = $1",
    [issue.projectId],
  );
  const ownership = readRules(rows[0] ?? { rules: "", codeowners: "" });
  const hasRules = ownership.rules.length + ownership.codeowners.length > 0;
  const stored = hasRules ? await selectEvent(issue, "latest") : undefined;
  if (!stored) return { suggestions: [], hasRules };
  const event = decodePayload(stored.payload);
  const { atArrival } = await readEventSettings(issue.projectId, event);
  const found = findOwningRules(ownership, readTraits(event, atArrival));
  const named = found.flatMap(({ owners, ...rule }) =>
    owners.map((owner) => ({ owner: writeOwner(owner), rule })),
  );
  const first = named.filter(({ owner }, index) => named.findIndex((one) => one.owner === owner) === index);
  const known = await findKnownOwners(
    issue.projectId,
    first.map(({ owner }) => owner),
  );
  return {
    suggestions: first.map(({ owner, rule }) => ({ owner, assignee: known.get(owner) ?? null, rule })),
    hasRules,
  };
}
