import { pool } from "@/lib/db/pool";
import { chooseRecommended } from "./choose-recommended";
import { type StoredEvent, storedEventColumns } from "./event-row";
import type { IssueLocation } from "./locate-issue";
import { decodePayload } from "./payload";
import { aroundFirst, aroundLast, everyDay, keptPlan, type Window } from "./windows";

const CANDIDATES = 20;

/** The stored event that a selector names, without a scan; undefined when the issue has none such. */
export async function selectEvent(issue: IssueLocation, selector: string): Promise<StoredEvent | undefined> {
  if (selector === "oldest") return (await inOrder(issue, "ASC", 1))[0];
  if (selector === "latest") return (await inOrder(issue, "DESC", 1))[0];
  if (selector === "recommended") {
    return chooseRecommended(await inOrder(issue, "DESC", CANDIDATES), (stored) =>
      decodePayload(stored.payload),
    );
  }
  const { rows } = await pool().query<StoredEvent>(
    `SELECT ${storedEventColumns} FROM event e
     WHERE e.project_id = $1 AND e.id = $3 AND e.issue_id = $2 ORDER BY e.received_at DESC LIMIT 1`,
    [issue.projectId, issue.issueId, selector],
  );
  return rows[0];
}

/**
 * The first or last of the issue's events. Those of its last day are asked for first: an issue that keeps happening has enough
 * of them, and to plan for one day takes a twentieth of the time that planning for all days takes.
 */
async function inOrder(issue: IssueLocation, order: "ASC" | "DESC", limit: number): Promise<StoredEvent[]> {
  const near = await between(issue, order === "ASC" ? aroundFirst(issue) : aroundLast(issue), order, limit);
  return near.length === limit ? near : between(issue, everyDay, order, limit);
}

async function between(
  { projectId, issueId }: IssueLocation,
  window: Window,
  order: "ASC" | "DESC",
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
