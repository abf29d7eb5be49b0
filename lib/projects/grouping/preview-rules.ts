import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { decodePayload } from "@/lib/events/payload";
import { buildSettings } from "@/lib/grouping/build-settings";
import { groupEvent } from "@/lib/grouping/group-event";
import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { describeEvent } from "@/lib/protocol/describe-event";
import { type ComparedEvent, compareGroups } from "./compare-groups";
import { findGrouping, type StoredGrouping, transitionOf } from "./find-grouping";
import { findRuleErrors } from "./find-rule-errors";
import { listRecentEvents, readPayloads } from "./list-recent-events";
import { issuesOf, nameChanges, shownChanges } from "./name-changes";
import { nameIssues } from "./name-issues";
import { type Example, openRuleCounts } from "./rule-counts";
import { type PreviewResult, previewLimit, type RulesPreview, type RuleTexts } from "./schemas";
import { openSpokenLines } from "./spoken-lines";
import { openTurns } from "./turns";

/** People wait for it while they write. */
const TIME_LIMIT_MS = 2_500;

/** Payloads that are in memory at once. */
const PAGE = 50;

/** `opensAs`: what an issue is called that this event opens by the draft. */
type Examined = ComparedEvent & { opensAs: string };

/**
 * What a draft of rules would have done with the newest 1,000 stored events: which rule speaks for which of them, and where
 * each would go if it came again, by the rules in force and by the draft. Changes nothing. Works in slices of a few
 * milliseconds; after 2.5 s (or `timeLimitMs`), or when `signal` says that nobody waits any more, it answers with what it has.
 * @throws NotFoundError
 */
export async function previewRules(
  ctx: Context,
  {
    slug,
    signal,
    timeLimitMs = TIME_LIMIT_MS,
    ...texts
  }: RuleTexts & { slug: string; signal?: AbortSignal; timeLimitMs?: number },
): Promise<RulesPreview> {
  authorize(ctx, "grouping:write");
  const end = performance.now() + timeLimitMs;
  const isOver = () => signal?.aborted === true || performance.now() >= end;
  const stored = await findGrouping(ctx, slug);
  const errors = findRuleErrors(texts);
  if (errors) return { errors, result: null };
  const before = settingsOf(stored, stored, stored.revision);
  const after = settingsOf(stored, texts, stored.revision + 1);
  return {
    errors: { fingerprint: [], stackTrace: [] },
    result: await examine(stored, before, after, isOver),
  };
}

async function examine(
  stored: StoredGrouping,
  before: GroupingSettings,
  after: GroupingSettings,
  isOver: () => boolean,
): Promise<PreviewResult> {
  const places = await listRecentEvents(stored.projectId, previewLimit);
  const fingerprint = openRuleCounts(after.fingerprintRules);
  const stackTrace = openRuleCounts(after.stackTraceRules);
  const spokenLines = openSpokenLines(after);
  const turn = openTurns();
  const examined: Examined[] = [];
  let matched = 0;
  let looked = 0;
  while (looked < places.length && !isOver()) {
    const page = places.slice(looked, looked + PAGE);
    const payloads = await readPayloads(stored.projectId, page);
    for (const { id, issueId } of page) {
      await turn();
      if (isOver()) break;
      looked++;
      const payload = payloads.get(id);
      // Retention was faster.
      if (!payload) continue;
      const event = decodePayload(payload);
      const { hashes, rule } = groupEvent(event, after);
      const { title } = describeEvent(event, inAppBy(after), rule?.title);
      const example: Example = { id, issueId, title };
      const spoken = spokenLines(event);
      if (rule) fingerprint.add(rule.line, example);
      for (const line of spoken) stackTrace.add(line, example);
      if (rule || spoken.length > 0) matched++;
      examined.push({
        before: groupEvent(event, before).hashes,
        after: hashes,
        opensAs: title,
      });
    }
  }

  // As they arrived: the first event of a new group is what opens it.
  const inOrder = examined.toReversed();
  const { groups, changes, openedBy } = compareGroups(inOrder, await readLinks(stored.projectId, inOrder));
  const shown = shownChanges(changes);
  const issues = await nameIssues(stored, [
    ...fingerprint.issueIds(),
    ...stackTrace.issueIds(),
    ...issuesOf(shown),
  ]);
  return {
    examined: examined.length,
    isPartial: looked < places.length,
    matched,
    rules: { fingerprint: fingerprint.list(issues), stackTrace: stackTrace.list(issues) },
    groups,
    changes: nameChanges(shown, issues, (hash) => inOrder[openedBy.get(hash) ?? -1]?.opensAs),
    changeCount: changes.length,
  };
}

/** As ingest would have them: a draft is a revision that nobody has saved. */
function settingsOf(stored: StoredGrouping, texts: RuleTexts, revision: number): GroupingSettings {
  return buildSettings({
    version: stored.version,
    previousVersion: transitionOf(stored, new Date())?.from,
    revision,
    fingerprintRules: texts.fingerprintRules,
    stackTraceRules: texts.stackTraceRules,
  });
}

/** Where the hashes lead now. */
async function readLinks(projectId: number, events: readonly ComparedEvent[]): Promise<Map<string, number>> {
  const hashes = new Set(events.flatMap(({ before, after }) => [...before, ...after]));
  const { rows } = await pool().query<{ hash: string; issueId: number }>(
    `SELECT hash, issue_id AS "issueId" FROM issue_hash WHERE project_id = $1 AND hash = ANY($2::text[])`,
    [projectId, [...hashes]],
  );
  return new Map(rows.map(({ hash, issueId }) => [hash, issueId]));
}
