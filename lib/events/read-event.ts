import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { explainGrouping } from "@/lib/grouping/explain-grouping";
import { groupEvent } from "@/lib/grouping/group-event";
import type { Grouping } from "@/lib/grouping/grouping";
import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event, Exception, Stacktrace } from "@/lib/protocol/event";
import { cutVariant } from "./cut-variant";
import { type IssueLocation, locateIssue } from "./locate-issue";
import { decodePayload } from "./payload";
import { readEventSettings } from "./read-event-settings";
import { readNeighbours } from "./read-neighbours";
import type { EventSelector, EventView } from "./schemas";
import { selectEvent } from "./select-event";
import { type Selected, selectRecommended } from "./select-recommended";

/**
 * One event of an issue with its neighbours by order of arrival, and why it belongs there. `selector` is an event
 * id (32 hex digits), the newest, the oldest, or the most complete of the newest 20.
 * @throws NotFoundError for an unknown issue, and for an event that is not one of the issue's
 */
export async function readEvent(
  ctx: Context,
  shortId: string,
  selector: EventSelector | (string & {}),
): Promise<EventView> {
  authorize(ctx, "event:read");
  const issue = await locateIssue(ctx, shortId);
  const selected = await select(issue, selector);
  if (!selected) throw new NotFoundError(missingMessage(shortId, selector));
  const { stored, around } = selected;
  const event = decodePayload(stored.payload);
  const [{ atArrival, today }, neighbours] = await Promise.all([
    readEventSettings(issue.projectId, event),
    readNeighbours(issue, stored, around),
  ]);
  const grouping = groupEvent(event, atArrival);
  const now = today === atArrival ? grouping : groupEvent(event, today);
  const isCurrent = await leadsTo(issue, now, [stored.hash, ...grouping.hashes.slice(0, 1)]);
  markInApp(event, atArrival);
  return {
    event,
    meta: {
      id: stored.id,
      receivedAt: stored.receivedAt.toISOString(),
      occurredAt: stored.occurredAt.toISOString(),
      ...neighbours,
      total: issue.eventCount,
    },
    grouping: {
      explanation: explainGrouping(grouping),
      hash: stored.hash,
      hashes: grouping.hashes,
      version: grouping.version,
      revision: grouping.revision,
      rule: grouping.rule ?? null,
      variants: grouping.variants.map(cutVariant),
      isCurrent,
    },
  };
}

async function select(issue: IssueLocation, selector: string): Promise<Selected | undefined> {
  if (selector === "recommended") return selectRecommended(issue);
  const stored = await selectEvent(issue, selector);
  return stored && { stored, around: {} };
}

function missingMessage(shortId: string, selector: string): string {
  return selector.length === 32
    ? `${shortId} has no event ${selector.slice(0, 8)}. It is older than what this server keeps, or belongs elsewhere.`
    : `No event of ${shortId} is stored any more. Its counts are kept.`;
}

/** Whether the first of an event's hashes that leads anywhere leads to this issue. `own` are known to. */
async function leadsTo(
  { projectId, issueId }: IssueLocation,
  { hashes }: Grouping,
  own: readonly string[],
): Promise<boolean> {
  if (hashes[0] !== undefined && own.includes(hashes[0])) return true;
  const { rows } = await pool().query<{ hash: string; issueId: number }>(
    `SELECT hash, issue_id AS "issueId" FROM issue_hash WHERE project_id = $1 AND hash = ANY($2)`,
    [projectId, hashes],
  );
  const links = new Map(rows.map((row) => [row.hash, row.issueId]));
  const leading = hashes.find((hash) => links.has(hash));
  return leading !== undefined && links.get(leading) === issueId;
}

/** Readers see what grouping saw: where the SDK did not say whether a frame is in-app, or rules knew better, they did. */
function markInApp(event: Event, settings: GroupingSettings): void {
  const isInApp = inAppBy(settings);
  const mark = (stack: Stacktrace | undefined, exception?: Exception) => {
    if (!stack) return;
    const flags = stack.frames.map((frame, index) =>
      isInApp(frame, event.platform, { stack, index, ...(exception && { exception }) }),
    );
    for (const [index, frame] of stack.frames.entries()) frame.in_app = flags[index];
  };
  mark(event.stacktrace);
  for (const exception of event.exception?.values ?? []) {
    mark(exception.stacktrace, exception);
    mark(exception.raw_stacktrace, exception);
  }
  for (const thread of event.threads?.values ?? []) mark(thread.stacktrace);
}
