import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { StoredEvent } from "./event-row";
import type { IssueLocation } from "./locate-issue";
import type { EventView } from "./schemas";
import { aroundEvent, aroundFirst, aroundLast, everyDay, keptPlan, type Window } from "./windows";

/** Ids of the events before and after one, and of the issue's first and last; null where there is none. */
export type Neighbours = Pick<EventView["meta"], "previousId" | "nextId" | "firstId" | "lastId">;

/** Where each of them is looked for. */
type Windows = { neighbours: Window; first: Window; last: Window };

const edge = (where: string, order: "ASC" | "DESC") =>
  `(SELECT replace(id::text, '-', '') FROM event WHERE project_id = $1 AND issue_id = $2 AND ${where}
    ORDER BY received_at ${order}, seq ${order} LIMIT 1)`;

// The bound on received_at alone prunes partitions.
const NEIGHBOURS = `
  SELECT ${edge("received_at >= $5 AND received_at <= $3 AND (received_at, seq) < ($3, $4)", "DESC")} AS "previousId",
         ${edge("received_at <= $6 AND received_at >= $3 AND (received_at, seq) > ($3, $4)", "ASC")} AS "nextId",
         ${edge("received_at >= $7 AND received_at <= $8", "ASC")} AS "firstId",
         ${edge("received_at >= $9 AND received_at <= $10", "DESC")} AS "lastId"`;

const FIRST = `SELECT ${edge("received_at >= $3 AND received_at <= $4", "ASC")} AS "firstId"`;

/**
 * The events around one of an issue's, and its first and last, by order of arrival: four probes of the index (project_id,
 * issue_id, received_at, seq), fewer for those that are `known`. Looks at the days where they mostly lie, and only then at
 * all that are stored.
 */
export async function readNeighbours(
  issue: IssueLocation,
  stored: StoredEvent,
  known: Partial<Neighbours> = {},
): Promise<Neighbours> {
  const { previousId, nextId, firstId, lastId } = known;
  if (previousId !== undefined && nextId !== undefined && lastId !== undefined) {
    return { previousId, nextId, firstId: firstId ?? (await readFirst(issue, stored)), lastId };
  }
  const near = await probe(issue, stored, {
    neighbours: aroundEvent(stored),
    first: aroundFirst(issue),
    last: aroundLast(issue),
  });
  return isWhole(near, stored.id)
    ? near
    : probe(issue, stored, { neighbours: everyDay, first: everyDay, last: everyDay });
}

/** Nothing is before the first and nothing after the last; whatever else is missing may lie further away. */
function isWhole({ previousId, nextId, firstId, lastId }: Neighbours, id: string): boolean {
  if (firstId === null || lastId === null) return false;
  return (previousId !== null || firstId === id) && (nextId !== null || lastId === id);
}

/** That event itself, when all before it were removed meanwhile. */
async function readFirst(issue: IssueLocation, { id }: StoredEvent): Promise<string> {
  return (await probeFirst(issue, aroundFirst(issue))) ?? (await probeFirst(issue, everyDay)) ?? id;
}

async function probeFirst({ projectId, issueId }: IssueLocation, window: Window): Promise<string | null> {
  const { rows } = await pool().query<{ firstId: string | null }>({
    ...keptPlan(window, "first-event"),
    text: FIRST,
    values: [projectId, issueId, window.from, window.until],
  });
  return rows[0]?.firstId ?? null;
}

async function probe(
  { projectId, issueId }: IssueLocation,
  { receivedAt, seq }: StoredEvent,
  { neighbours, first, last }: Windows,
): Promise<Neighbours> {
  const { rows } = await pool().query<Neighbours>({
    ...keptPlan(neighbours, "event-neighbours"),
    text: NEIGHBOURS,
    values: [
      projectId,
      issueId,
      receivedAt,
      seq,
      neighbours.from,
      neighbours.until,
      first.from,
      first.until,
      last.from,
      last.until,
    ],
  });
  if (!rows[0]) throw new NotFoundError();
  return rows[0];
}
