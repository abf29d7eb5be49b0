import type { PoolClient } from "pg";
import { plainArray } from "@/lib/db/array-literal";
import type { StoredEvent } from "./assignment";

/** Tells alerts what this transaction makes true. Regressions are told by the statement that finds them. */
export async function writeOutbox(
  db: PoolClient,
  kind: "new_issue" | "spike",
  facts: Pick<StoredEvent, "event" | "issueId">[],
): Promise<void> {
  await db.query({
    name: "write-outbox",
    text: `INSERT INTO outbox (project_id, kind, issue_id, event_id)
           SELECT project_id, $1, issue_id, event_id FROM unnest($2::int[], $3::bigint[], $4::uuid[]) AS t (project_id, issue_id, event_id)`,
    values: [
      kind,
      plainArray(facts.map(({ event }) => event.projectId)),
      plainArray(facts.map(({ issueId }) => issueId)),
      plainArray(facts.map(({ event }) => event.eventId)),
    ],
  });
}
