import { pool } from "@/lib/db/pool";
import { type StoredEvent, storedEventColumns } from "./event-row";
import type { IssueLocation } from "./locate-issue";
import { aroundFirst, aroundLast, everyDay, keptPlan, type Window } from "./windows";

type Order = "ASC" | "DESC";

/**
 * The first or last of the issue's events, by order of arrival, and whether these are all that are stored. Those of its first
 * or last day are asked for first: an issue that keeps happening has enough of them, and to plan for one day takes a twentieth
 * of the time that planning for all days takes. One that never happened so often is spared that.
 */
export async function readInOrder(
  issue: IssueLocation,
  order: Order,
  limit: number,
): Promise<{ events: StoredEvent[]; isWhole: boolean }> {
  if (issue.eventCount >= limit) {
    const near = await between(issue, order === "ASC" ? aroundFirst(issue) : aroundLast(issue), order, limit);
    if (near.length === limit) return { events: near, isWhole: false };
  }
  const events = await between(issue, everyDay, order, limit);
  return { events, isWhole: events.length < limit };
}

async function between(
  { projectId, issueId }: IssueLocation,
  window: Window,
  order: Order,
  limit: number,
): Promise<StoredEvent[]> {
  const { rows } = await pool().query<StoredEvent>({
    ...keptPlan(window, `events-${order}`),
    text: `SELECT ${storedEventColumns} FROM event e
      WHERE e.project_id = $1 AND e.issue_id = $2 AND e.received_at >= $4 AND e.received_at <= $5
      ORDER BY e.received_at ${order}, e.seq ${order} LIMIT $3`,
    values: [projectId, issueId, limit, window.from, window.until],
  });
  return rows;
}
