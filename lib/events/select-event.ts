import { pool } from "@/lib/db/pool";
import { type StoredEvent, storedEventColumns } from "./event-row";
import type { IssueLocation } from "./locate-issue";
import { readInOrder } from "./read-in-order";
import { selectRecommended } from "./select-recommended";

/** The stored event that a selector names, without a scan; undefined when the issue has none such. */
export async function selectEvent(issue: IssueLocation, selector: string): Promise<StoredEvent | undefined> {
  if (selector === "oldest") return (await readInOrder(issue, "ASC", 1)).events[0];
  if (selector === "latest") return (await readInOrder(issue, "DESC", 1)).events[0];
  if (selector === "recommended") return (await selectRecommended(issue))?.stored;
  const { rows } = await pool().query<StoredEvent>(
    `SELECT ${storedEventColumns} FROM event e
     WHERE e.project_id = $1 AND e.id = $3 AND e.issue_id = $2 ORDER BY e.received_at DESC LIMIT 1`,
    [issue.projectId, issue.issueId, selector],
  );
  return rows[0];
}
