import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { decodePayload } from "@/lib/events/payload";
import { readEventSettings } from "@/lib/events/read-event-settings";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { formatShortId } from "@/lib/issues/short-id";
import { openTurns } from "@/lib/projects/grouping/turns";
import { readTraits } from "./event-traits";
import { findKnownOwners } from "./find-known-owners";
import { findOwnership } from "./find-ownership";
import { noteUnknownOwners } from "./note-unknown-owners";
import { parseCodeowners } from "./parse-codeowners";
import { parseRules } from "./parse-rules";
import {
  exampleLimit,
  type OwnershipPreview,
  type OwnershipTexts,
  type PreviewIssue,
  previewLimit,
  type RuleOwning,
} from "./schemas";
import { findOwningRules, type Ownership } from "./suggest-owners";

/** People wait for it while they write. */
const TIME_LIMIT_MS = 2_500;

type Row = { prefix: string; number: number; type: string; message: string; payload: Buffer };

/**
 * Which of the newest 100 issues each rule of a draft would own, by the newest event of each, and which nobody would.
 * Changes nothing. Works in slices of a few milliseconds, and answers with what it has after 2.5 s.
 * @throws NotFoundError
 */
export async function previewOwnership(
  ctx: Context,
  { slug, ...texts }: OwnershipTexts & { slug: string },
): Promise<OwnershipPreview> {
  authorize(ctx, "ownership:read");
  const { projectId } = await findOwnership(ctx, slug);
  const rules = parseRules(texts.rules);
  const codeowners = parseCodeowners(texts.codeowners);
  const known = await findKnownOwners(projectId);
  const isReadable = rules.errors.length + codeowners.errors.length === 0;
  return {
    errors: { rules: rules.errors, codeowners: codeowners.errors },
    warnings: {
      rules: noteUnknownOwners(rules.rules, known),
      codeowners: [...codeowners.warnings, ...noteUnknownOwners(codeowners.rules, known)],
    },
    result: isReadable
      ? await examine(projectId, { rules: rules.rules, codeowners: codeowners.rules })
      : null,
  };
}

async function examine(
  projectId: number,
  ownership: Ownership,
): Promise<NonNullable<OwnershipPreview["result"]>> {
  const issues = await readNewest(projectId);
  const end = performance.now() + TIME_LIMIT_MS;
  const turn = openTurns();
  const owning = new Map<string, RuleOwning>();
  for (const { line, text } of ownership.rules)
    owning.set(`rules ${line}`, { source: "rules", line, text, issues: 0, examples: [] });
  const unowned: PreviewIssue[] = [];
  const settings = new Map<string, GroupingSettings>();
  let examined = 0;
  let owned = 0;
  for (const row of issues) {
    await turn();
    if (performance.now() > end) break;
    examined++;
    const issue = {
      shortId: formatShortId(row.prefix, row.number),
      title: [row.type, row.message].filter(Boolean).join(": ").slice(0, 300),
    };
    const event = decodePayload(row.payload);
    const key = JSON.stringify(event.grouping ?? null);
    const own = settings.get(key) ?? (await readEventSettings(projectId, event)).atArrival;
    settings.set(key, own);
    const [first] = findOwningRules(ownership, readTraits(event, own));
    if (!first) {
      if (unowned.length < exampleLimit) unowned.push(issue);
      continue;
    }
    owned++;
    const { source, line, text } = first;
    const name = `${source} ${line}`;
    const rule = owning.get(name) ?? { source, line, text, issues: 0, examples: [] };
    rule.issues++;
    if (rule.examples.length < exampleLimit) rule.examples.push(issue);
    owning.set(name, rule);
  }
  return { examined, owned, rules: [...owning.values()], unowned, isPartial: examined < issues.length };
}

/** One probe of the events' index for each issue. */
async function readNewest(projectId: number): Promise<Row[]> {
  const { rows } = await pool().query<Row>(
    `SELECT p.short_prefix AS prefix, i.short_id AS number, i.type, left(i.message, 300) AS message, e.payload
       FROM (SELECT * FROM issue WHERE project_id = $1 AND status = ANY('{unresolved,resolved,archived}')
              ORDER BY last_seen DESC, id DESC LIMIT $2) AS i
       JOIN project p ON p.id = i.project_id
      CROSS JOIN LATERAL (
            SELECT payload FROM event WHERE project_id = i.project_id AND issue_id = i.id
             ORDER BY received_at DESC, seq DESC LIMIT 1) AS e
      ORDER BY i.last_seen DESC, i.id DESC`,
    [projectId, previewLimit],
  );
  return rows;
}
