import type { PoolClient } from "pg";
import { plainArray } from "@/lib/db/array-literal";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** Stands in `issue_hash` for the overflow issue; no fingerprint is spelled like this. */
const OVERFLOW_HASH = "overflow";

/** The overflow issues that exist, by project. To be read under the lock of `lockAllowances`. */
export async function readOverflow(db: PoolClient, projects: number[]): Promise<Map<number, number>> {
  const { rows } = await db.query<{ project_id: number; issue_id: number }>({
    name: "read-overflow",
    text: "SELECT project_id, issue_id FROM issue_hash WHERE project_id = ANY($1::int[]) AND hash = $2",
    values: [plainArray(projects), OVERFLOW_HASH],
  });
  return new Map(rows.map((row) => [row.project_id, row.issue_id]));
}

/** The overflow issue as its list entry: told apart from the errors in it, at the level of the first. */
export function describeOverflow(first: PreparedEvent, limit: number): PreparedEvent {
  return {
    ...first,
    type: "Too many new issues",
    message: `Errors that would have opened more than ${limit} issues in a minute are kept together here`,
    culprit: "",
    function: undefined,
    location: undefined,
    logger: undefined,
    isUnhandled: false,
  };
}

/** Makes an issue the project's overflow issue. */
export async function linkOverflow(
  db: PoolClient,
  { projectId, issueId }: { projectId: number; issueId: number },
): Promise<void> {
  await db.query({
    name: "link-overflow",
    text: "INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version) VALUES ($1, $2, $3, '')",
    values: [projectId, OVERFLOW_HASH, issueId],
  });
}
