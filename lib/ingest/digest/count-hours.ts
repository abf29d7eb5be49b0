import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import { hourOf } from "@/lib/ingest/outcome";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

/** Adds the events to the hours in which they were received, per issue and environment. */
export async function countHours(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const hourly = stored.map((one) => ({ ...one, hour: hourOf(one.event.receivedAt.getTime()) }));
  const sums = addUp(
    hourly,
    ({ event, issueId, hour }) => `${event.projectId}/${issueId}/${hour.getTime()}/${event.environment}`,
  );
  await db.query({
    name: "count-hours",
    text: `
      INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::timestamptz[], $5::bigint[]) AS t ORDER BY 1, 2, 3, 4
      ON CONFLICT (project_id, issue_id, environment, bucket) DO UPDATE SET count = issue_stat.count + excluded.count`,
    values: [
      plainArray(sums.map(({ last }) => last.event.projectId)),
      plainArray(sums.map(({ last }) => last.issueId)),
      textArray(sums.map(({ last }) => last.event.environment)),
      timeArray(sums.map(({ last }) => last.hour)),
      plainArray(sums.map(({ quantity }) => quantity)),
    ],
  });
}
