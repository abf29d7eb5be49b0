import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { explainGrouping } from "@/lib/grouping/explain-grouping";
import { groupEvent } from "@/lib/grouping/group-event";
import { isInApp } from "@/lib/grouping/in-app";
import type { Event, Stacktrace } from "@/lib/protocol/event";
import { type IssueLocation, locateIssue } from "./locate-issue";
import { decodePayload } from "./payload";
import type { EventSelector, EventView } from "./schemas";
import { selectEvent } from "./select-event";

type Neighbours = Pick<EventView["meta"], "previousId" | "nextId" | "firstId" | "lastId">;

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
  const issue = await locateIssue(shortId);
  const stored = await selectEvent(issue, selector);
  if (!stored) throw new NotFoundError(missingMessage(shortId, selector));
  const event = decodePayload(stored.payload);
  const explanation = explainGrouping(groupEvent(event));
  markInApp(event);
  return {
    event,
    meta: {
      id: stored.id,
      receivedAt: stored.receivedAt.toISOString(),
      occurredAt: stored.occurredAt.toISOString(),
      ...(await readNeighbours(issue, stored)),
      total: issue.eventCount,
    },
    grouping: { explanation, hash: stored.hash },
  };
}

function missingMessage(shortId: string, selector: string): string {
  return selector.length === 32
    ? `${shortId} has no event ${selector.slice(0, 8)}. It is older than what this server keeps, or belongs elsewhere.`
    : `No event of ${shortId} is stored any more. Its counts are kept.`;
}

const edge = (where: string, order: "ASC" | "DESC") =>
  `(SELECT replace(id::text, '-', '') FROM event WHERE project_id = $1 AND issue_id = $2 ${where}
    ORDER BY received_at ${order}, seq ${order} LIMIT 1)`;

const NEIGHBOURS = `
  SELECT ${edge("AND received_at <= $3 AND (received_at, seq) < ($3, $4)", "DESC")} AS "previousId",
         ${edge("AND received_at >= $3 AND (received_at, seq) > ($3, $4)", "ASC")} AS "nextId",
         ${edge("", "ASC")} AS "firstId",
         ${edge("", "DESC")} AS "lastId"`;

/** Four probes of the index (project_id, issue_id, received_at, seq); the bound on received_at alone prunes partitions. */
async function readNeighbours(
  { projectId, issueId }: IssueLocation,
  { receivedAt, seq }: { receivedAt: Date; seq: number },
): Promise<Neighbours> {
  const { rows } = await pool().query<Neighbours>(NEIGHBOURS, [projectId, issueId, receivedAt, seq]);
  if (!rows[0]) throw new NotFoundError();
  return rows[0];
}

/** Readers see what grouping saw: where the SDK did not say whether a frame is in-app, our rules did. */
function markInApp(event: Event): void {
  const stacks: (Stacktrace | undefined)[] = [event.stacktrace];
  for (const exception of event.exception?.values ?? [])
    stacks.push(exception.stacktrace, exception.raw_stacktrace);
  for (const thread of event.threads?.values ?? []) stacks.push(thread.stacktrace);
  for (const frame of stacks.flatMap((stack) => stack?.frames ?? []))
    frame.in_app = isInApp(frame, event.platform);
}
