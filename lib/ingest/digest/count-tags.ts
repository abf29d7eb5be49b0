import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

/** Adds the events' tags to what each issue counts per key and value. */
export async function countTags(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const tags = stored.flatMap(({ event, issueId }) =>
    event.tags.map(([key, value]) => ({ event, issueId, key, value })),
  );
  const sums = addUp(
    tags,
    ({ event, issueId, key, value }) => `${event.projectId}/${issueId}/${key}\n${value}`,
  );
  await db.query({
    name: "count-tags",
    text: `
      INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[]) AS t ORDER BY 1, 2, 3, 4
      ON CONFLICT (project_id, issue_id, key, value)
      DO UPDATE SET count = issue_tag.count + excluded.count, last_seen = greatest(issue_tag.last_seen, excluded.last_seen)`,
    values: [
      plainArray(sums.map(({ last }) => last.event.projectId)),
      plainArray(sums.map(({ last }) => last.issueId)),
      textArray(sums.map(({ last }) => last.key)),
      textArray(sums.map(({ last }) => last.value)),
      plainArray(sums.map(({ quantity }) => quantity)),
      timeArray(sums.map(({ last }) => last.event.receivedAt)),
    ],
  });
}
