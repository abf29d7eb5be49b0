import type { Context } from "@/lib/context";
import { locateIssue } from "@/lib/events/locate-issue";
import { decodePayload } from "@/lib/events/payload";
import { selectEvent } from "@/lib/events/select-event";
import { describeEvent } from "@/lib/protocol/describe-event";
import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import { findIssueProject } from "@/lib/issues/find-issue-project";
import { readHashSettings } from "@/lib/issues/hashes/read-hash-settings";
import { findCandidates } from "./find-candidates";
import { findChangingValues, type Place } from "./find-changing-value";
import { hashesWith, joinsExactly } from "./try-rule";
import { writeRules } from "./write-rule";
import { mergeLimit, type Suggestion } from "@/lib/issues/merge-schemas";
import { formatShortId } from "@/lib/issues/short-id";

/** So many issues make a value a changing one, this one included. */
const LEAST_ISSUES = 3;
const MOST_EXAMPLES = 5;

const WORDS: Record<Place, string> = {
  message: "a value in the message",
  function: "a value in the name of a function",
  module: "a value in the name of a module",
  file: "a value in the name of a file",
  fingerprint: "a value in the fingerprint that the client sends",
};

/** A suggestion with what it takes to apply it. */
export interface FoundSuggestion {
  suggestion: Suggestion;
  project: { id: number; slug: string };
  /** The issue that the others are merged into. */
  issueId: number;
  /** What events of all of them are looked up by once the rule is in force, with the version that gives it. */
  hashes: string[];
  version: string;
}

/** The suggestion for an issue, for verbs that have asked for permission. @throws NotFoundError for an unknown issue */
export async function findSuggestion(ctx: Context, shortId: string): Promise<FoundSuggestion | null> {
  const issue = await locateIssue(ctx, shortId);
  const latest = await selectEvent(issue, "latest");
  if (!latest) return null;
  const { slug, prefix } = await findIssueProject(ctx, issue.projectId);
  const settings = await readHashSettings(ctx, slug);
  const own = decodePayload(latest.payload);
  const candidates = await findCandidates(issue.projectId, issue.issueId);
  const events = candidates.map(({ event }) => event);
  for (const split of findChangingValues(own, events, settings)) {
    if (split.others.length + 1 < LEAST_ISSUES) break;
    const inSplit = new Set(split.others.map(({ index }) => index));
    const joined = [own, ...events.filter((_, index) => inSplit.has(index))];
    const others = events.filter((_, index) => !inSplit.has(index));
    const written = writeRules(split, own, settings).find((rule) =>
      joinsExactly(rule, settings, joined, others),
    );
    if (!written) continue;
    const rows = split.others.flatMap(({ index }) => {
      const row = candidates[index];
      if (!row) return [];
      const title = `${row.type}${row.message ? `: ${row.message}` : ""}`.slice(0, 200);
      return [{ shortId: formatShortId(prefix, row.number), title, eventCount: row.eventCount }];
    });
    const first = {
      shortId: formatShortId(prefix, issue.number),
      title: describeEvent(own, inAppBy(settings)).title,
      eventCount: issue.eventCount,
    };
    const values = [split.own, ...split.others.map(({ value }) => value)];
    return {
      suggestion: {
        ...written,
        what: WORDS[split.place],
        examples: [...new Set(values)].slice(0, MOST_EXAMPLES),
        issues: [first, ...rows.sort((a, b) => b.eventCount - a.eventCount)].slice(0, mergeLimit),
      },
      project: { id: issue.projectId, slug },
      issueId: issue.issueId,
      hashes: [...new Set(joined.flatMap((event) => hashesWith(written, settings, event)))],
      version: settings.version,
    };
  }
  return null;
}
