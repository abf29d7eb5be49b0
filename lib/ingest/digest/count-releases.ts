import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import { hourOf } from "@/lib/ingest/outcome";
import { versionKey } from "@/lib/releases/version-key";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

/**
 * Adds events that name a release to it; one that was never heard of begins with them. To be called before the issues are
 * counted: whether an event brings a resolved issue back is read from here.
 */
export async function countReleases(db: PoolClient, released: StoredEvent[]): Promise<void> {
  const sums = addUp(released, ({ event }) => `${event.projectId}/${event.release}`);
  const keys = sums.map(({ last }) => versionKey(last.event.release));
  // The key is written again: rows that were made by a migration have none until then.
  await db.query({
    name: "count-releases",
    text: `
      INSERT INTO release (project_id, version, package, version_key, first_seen, last_seen, event_count)
      SELECT project_id, version, package, key, seen, seen, quantity
        FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[])
             AS t (project_id, version, package, key, seen, quantity)
       ORDER BY project_id, version COLLATE "C"
      ON CONFLICT (project_id, version)
      DO UPDATE SET package = excluded.package, version_key = excluded.version_key,
                    first_seen = least(release.first_seen, excluded.first_seen),
                    last_seen = greatest(release.last_seen, excluded.last_seen),
                    event_count = release.event_count + excluded.event_count`,
    values: [
      plainArray(sums.map(({ last }) => last.event.projectId)),
      textArray(sums.map(({ last }) => last.event.release)),
      textArray(keys.map((key) => key?.package)),
      textArray(keys.map((key) => key?.key)),
      timeArray(sums.map(({ last }) => last.event.receivedAt)),
      plainArray(sums.map(({ quantity }) => quantity)),
    ],
  });
}

/** Adds the same events to the hours in which they were received, per release and environment. */
export async function countReleaseHours(db: PoolClient, released: StoredEvent[]): Promise<void> {
  const hourly = released.map(({ event }) => ({ event, hour: hourOf(event.receivedAt.getTime()) }));
  const sums = addUp(
    hourly,
    // An environment holds no line break, so no two pairs of names make one text.
    ({ event, hour }) => `${event.projectId}/${hour.getTime()}/${event.environment}\n${event.release}`,
  );
  await db.query({
    name: "count-release-hours",
    text: `
      INSERT INTO release_stat (project_id, version, environment, bucket, count)
      SELECT project_id, version, environment, bucket, quantity
        FROM unnest($1::int[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[])
             AS t (project_id, version, environment, bucket, quantity)
       ORDER BY project_id, version COLLATE "C", environment COLLATE "C", bucket
      ON CONFLICT (project_id, version, environment, bucket)
      DO UPDATE SET count = release_stat.count + excluded.count`,
    values: [
      plainArray(sums.map(({ last }) => last.event.projectId)),
      textArray(sums.map(({ last }) => last.event.release)),
      textArray(sums.map(({ last }) => last.event.environment)),
      timeArray(sums.map(({ last }) => last.hour)),
      plainArray(sums.map(({ quantity }) => quantity)),
    ],
  });
}
