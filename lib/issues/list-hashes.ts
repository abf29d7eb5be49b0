import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";
import { groupEvent } from "@/lib/grouping/group-event";
import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { describeEvent } from "@/lib/protocol/describe-event";
import type { Event } from "@/lib/protocol/event";
import { findIssueProject } from "./find-issue-project";
import { findLeader } from "./hashes/find-leader";
import { readHashSettings } from "./hashes/read-hash-settings";
import { type KnownHash, readHashes } from "./hashes/read-hashes";
import { hashLimit, type IssueHashes, type IssueHashView } from "./merge-schemas";
import { formatShortId } from "./short-id";

/**
 * The hashes that lead to an issue, at most 200, those of the newest events first: what `unmergeHashes` takes. Counts are
 * exact for issues with up to 10,000 stored events.
 * @throws NotFoundError for an unknown issue
 */
export async function listHashes(ctx: Context, shortId: string): Promise<IssueHashes> {
  authorize(ctx, "issue:read");
  const issue = await locateIssue(ctx, shortId);
  const { slug, prefix } = await findIssueProject(ctx, issue.projectId);
  const settings = await readHashSettings(ctx, slug);
  const { hashes, isExact } = await readHashes(issue, settings, hashLimit + 1);
  const shown = hashes.slice(0, hashLimit);
  const origins = await nameOrigins(issue.projectId, prefix, shown);
  return {
    hashes: shown.map((known) => toView(known, hashes, { isExact, origins, settings })),
    isComplete: hashes.length <= hashLimit,
  };
}

/** The short ids of issues that unmerging would bring back. */
async function nameOrigins(
  projectId: number,
  prefix: string,
  hashes: readonly KnownHash[],
): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ id: number; number: number }>(
    "SELECT id, short_id AS number FROM issue WHERE project_id = $1 AND id = ANY($2::bigint[])",
    [projectId, hashes.flatMap(({ mergedFrom }) => mergedFrom ?? [])],
  );
  return new Map(rows.map(({ id, number }) => [id, formatShortId(prefix, number)]));
}

function toView(
  known: KnownHash,
  all: readonly KnownHash[],
  {
    isExact,
    origins,
    settings,
  }: { isExact: boolean; origins: Map<number, string>; settings: GroupingSettings },
): IssueHashView {
  const leader = findLeader(known, all);
  const latest = known.latest && describeLatest(known.latest, settings);
  return {
    hash: known.hash,
    groupingVersion: known.groupingVersion,
    isPrimary: known.count > 0 || (!isExact && leader === undefined),
    follows: leader?.hash ?? null,
    events: { count: known.count, isExact },
    firstSeen: known.first?.toISOString() ?? null,
    lastSeen: known.last?.toISOString() ?? null,
    latest:
      known.latest && latest
        ? { eventId: known.latest.event_id, title: latest.title, culprit: latest.culprit }
        : null,
    mergedFrom: (known.mergedFrom !== null && origins.get(known.mergedFrom)) || null,
  };
}

/** As an issue is called that this event would open today. */
function describeLatest(event: Event, settings: GroupingSettings) {
  return describeEvent(event, inAppBy(settings), groupEvent(event, settings).rule?.title);
}
