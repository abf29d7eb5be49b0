import { pool } from "@/lib/db/pool";
import { levelName } from "@/lib/events/level";
import { decodePayload } from "@/lib/events/payload";
import { readEventSettings } from "@/lib/events/read-event-settings";
import { selectEvent } from "@/lib/events/select-event";
import { NotFoundError } from "@/lib/errors";
import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { formatShortId } from "@/lib/issues/short-id";
import type { Event, Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import type { SharedException, SharedFrame, SharedIssue } from "./schemas";
import { shareSecret } from "./share-secret";
import { readToken } from "./token";

type Row = {
  id: number;
  prefix: string;
  number: number;
  type: string;
  message: string;
  culprit: string;
  level: number;
  firstSeen: Date;
  lastSeen: Date;
  eventCount: number;
  userCount: number;
};

const FRAMES = 100;

/**
 * What the link of a shared issue shows, to anybody who has it: the token is the permission. Nothing of the request, the user,
 * tags, variables, breadcrumbs or source lines. A token that is wrong, malformed or taken back leads to nothing alike, and so
 * does that of an issue which was merged or deleted.
 * @throws NotFoundError
 */
export async function readSharedIssue(token: string): Promise<SharedIssue> {
  const key = readToken(token, shareSecret());
  if (!key) throw new NotFoundError();
  const { rows } = await pool().query<Row>(
    `SELECT i.id, p.short_prefix AS prefix, i.short_id AS number, i.type, i.message, i.culprit, i.level,
            i.first_seen AS "firstSeen", i.last_seen AS "lastSeen", i.event_count AS "eventCount",
            i.user_count AS "userCount"
       FROM issue_share s
       JOIN issue i ON i.project_id = s.project_id AND i.id = s.issue_id AND i.status <> 'merged'
       JOIN project p ON p.id = s.project_id
      WHERE s.project_id = $1 AND s.id = $2`,
    [key.projectId, key.id],
  );
  const row = rows[0];
  if (!row) throw new NotFoundError();
  const { id, prefix, number, firstSeen, lastSeen, ...look } = row;
  return {
    ...look,
    shortId: formatShortId(prefix, number),
    level: levelName(row.level),
    firstSeen: firstSeen.toISOString(),
    lastSeen: lastSeen.toISOString(),
    exceptions: await readExceptions({
      projectId: key.projectId,
      issueId: id,
      number,
      eventCount: row.eventCount,
      firstSeen,
      lastSeen,
    }),
  };
}

async function readExceptions(issue: Parameters<typeof selectEvent>[0]): Promise<SharedException[]> {
  const stored = await selectEvent(issue, "latest");
  if (!stored) return [];
  const event = decodePayload(stored.payload);
  const { atArrival } = await readEventSettings(issue.projectId, event);
  const thrown = (event.exception?.values ?? []).toReversed();
  if (thrown.length === 0 && event.stacktrace)
    return [describe(event, { stacktrace: event.stacktrace }, atArrival)];
  return thrown.map((exception) => describe(event, exception, atArrival));
}

function describe(event: Event, exception: Exception, settings: GroupingSettings): SharedException {
  const { stacktrace: stack, type = "", value = "" } = exception;
  const frames = stack ? listFrames(event, stack, exception, settings) : [];
  return { type, value, frames: frames.slice(0, FRAMES), omitted: Math.max(0, frames.length - FRAMES) };
}

/** The crash first. */
function listFrames(
  event: Event,
  stack: Stacktrace,
  exception: Exception,
  settings: GroupingSettings,
): SharedFrame[] {
  const isInApp = inAppBy(settings);
  return stack.frames
    .map((frame, index) => describeFrame(frame, isInApp(frame, event.platform, { stack, index, exception })))
    .toReversed();
}

function describeFrame(frame: Frame, isInApp: boolean): SharedFrame {
  return {
    function: frame.function ?? null,
    file: frame.filename ?? frame.module ?? null,
    line: frame.lineno ?? null,
    isInApp,
  };
}
