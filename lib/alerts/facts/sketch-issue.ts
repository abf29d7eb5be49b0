import type { Pool, PoolClient } from "pg";
import { levelName } from "@/lib/events/level";
import { decodePayload } from "@/lib/events/payload";
import { sourceLines } from "@/lib/events/text/source-lines";
import { formatShortId } from "@/lib/issues/short-id";
import type { IssueSketch } from "@/lib/notifications/facts";
import type { Event, Frame } from "@/lib/protocol/event";
import { cutText } from "@/lib/protocol/normalise/clean-text";

const TITLE_LENGTH = 200;
const MESSAGE_LENGTH = 1_000;
const CODE_LINES = 2;
const CODE_LENGTH = 200;
const FRAMES = 5;
const TAGS = 6;

/** An issue with what is said of it. */
export interface SketchedIssue {
  sketch: IssueSketch;
  level: number;
  priority: number;
  status: string;
  platform: string;
  assigneeUser: string | null;
  assigneeTeam: string | null;
  /** Its newest event; null when none is left, or it cannot be read. */
  event: Event | null;
}

type Row = Omit<SketchedIssue, "sketch" | "event"> & {
  prefix: string;
  number: number;
  slug: string;
  type: string;
  message: string;
  culprit: string;
  isUnhandled: boolean;
  events: number;
  users: number;
  firstSeen: Date;
  release: string | null;
  assignee: string | null;
  environment: string | null;
  payload: Buffer | null;
};

/** What messages say of an issue, by its row and its newest event; null when it is gone. */
export async function sketchIssue(
  db: PoolClient | Pool,
  projectId: number,
  issueId: number,
  { withCode = true }: { withCode?: boolean } = {},
): Promise<SketchedIssue | null> {
  const { rows } = await db.query<Row>(
    `SELECT p.short_prefix AS prefix, i.short_id AS number, p.slug, i.type, i.message, i.culprit, i.level, i.priority,
            i.status, i.platform, i.is_unhandled AS "isUnhandled", i.event_count AS events, i.user_count AS users,
            i.first_seen AS "firstSeen", i.last_release AS release, i.assignee_user AS "assigneeUser",
            i.assignee_team AS "assigneeTeam", coalesce(u.name, g.name) AS assignee, e.environment, e.payload
       FROM issue i
       JOIN project p ON p.id = i.project_id
       LEFT JOIN app_user u ON u.id = i.assignee_user
       LEFT JOIN team g ON g.id = i.assignee_team
       LEFT JOIN LATERAL (
         SELECT e.environment, CASE WHEN $3 THEN e.payload END AS payload FROM event e
          WHERE e.project_id = i.project_id AND e.issue_id = i.id
          ORDER BY e.received_at DESC, e.seq DESC LIMIT 1) AS e ON true
      WHERE i.project_id = $1 AND i.id = $2`,
    [projectId, issueId, withCode],
  );
  const row = rows[0];
  if (!row) return null;
  const event = row.payload && readEvent(row.payload);
  const { level, priority, status, platform, assigneeUser, assigneeTeam } = row;
  return {
    level,
    priority,
    status,
    platform,
    assigneeUser,
    assigneeTeam,
    event,
    sketch: {
      shortId: formatShortId(row.prefix, row.number),
      project: row.slug,
      type: cutText(row.type, TITLE_LENGTH),
      message: cutText(row.message, MESSAGE_LENGTH),
      culprit: cutText(row.culprit, TITLE_LENGTH),
      level: levelName(level),
      isUnhandled: row.isUnhandled,
      environment: row.environment ?? "",
      release: row.release ?? "",
      events: row.events,
      users: row.users,
      firstSeen: row.firstSeen.toISOString(),
      assignee: row.assignee ?? "",
      code: event && sketchCode(event),
      frames: event ? sketchFrames(event) : [],
      tags: (event?.tags ?? []).slice(0, TAGS).map(([key, value]) => [cutText(key, 50), cutText(value, 100)]),
    },
  };
}

/** One that cannot be read must not keep anybody from being told. */
function readEvent(payload: Buffer): Event | null {
  try {
    return decodePayload(payload);
  } catch {
    return null;
  }
}

/** The innermost frame of the application's own code that came with its lines; null when there is none. */
function sketchCode(event: Event): IssueSketch["code"] {
  const frames = event.exception?.values.at(-1)?.stacktrace?.frames ?? [];
  const frame = frames.findLast((one) => one.in_app === true && hasLines(one)) ?? frames.findLast(hasLines);
  if (!frame) return null;
  const all = sourceLines(frame);
  const failing = all.findIndex(({ isFailing }) => isFailing);
  const near = all.slice(Math.max(0, failing - CODE_LINES), failing + CODE_LINES + 1);
  return {
    file: cutText(frame.filename ?? frame.abs_path ?? frame.module ?? "", TITLE_LENGTH),
    function: cutText(frame.function ?? "", TITLE_LENGTH),
    line: frame.lineno ?? null,
    lines: near.flatMap(({ number, text }) =>
      number === undefined ? [] : [{ number, text: cutText(text, CODE_LENGTH) }],
    ),
  };
}

/** The innermost frames of the last exception, innermost first. */
function sketchFrames(event: Event): NonNullable<IssueSketch["frames"]> {
  const frames = event.exception?.values.at(-1)?.stacktrace?.frames ?? [];
  return frames
    .slice(-FRAMES)
    .toReversed()
    .map((frame) => ({
      function: cutText(frame.function ?? "", TITLE_LENGTH),
      file: cutText(frame.filename ?? frame.abs_path ?? frame.module ?? "", TITLE_LENGTH),
      line: frame.lineno ?? null,
      isOwn: frame.in_app === true,
    }));
}

function hasLines(frame: Frame): boolean {
  return frame.context_line !== undefined;
}
