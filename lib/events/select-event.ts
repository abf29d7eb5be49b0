import { pool } from "@/lib/db/pool";
import { chooseRecommended } from "./choose-recommended";
import { type StoredEvent, storedEventColumns } from "./event-row";
import type { IssueLocation } from "./locate-issue";
import { decodePayload } from "./payload";

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

async function inOrder(
  { projectId, issueId }: IssueLocation,
  order: "ASC" | "DESC",
  limit: number,
): Promise<StoredEvent[]> {
  const { rows } = await pool().query<StoredEvent>(
    `SELECT ${storedEventColumns} FROM event e WHERE e.project_id = $1 AND e.issue_id = $2
     ORDER BY e.received_at ${order}, e.seq ${order} LIMIT $3`,
    [projectId, issueId, limit],
  );
  return rows;
}
