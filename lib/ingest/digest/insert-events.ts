import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import type { StoredEvent } from "./assignment";

/**
 * Stores the events. The payloads travel as one binary value that is cut up by offset: an array of bytea would be sent
 * as hex text, twice the size.
 */
export async function insertEvents(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const payloads = stored.map(({ event }) => event.payload);
  const starts: number[] = [];
  let end = 0;
  for (const payload of payloads) {
    starts.push(end + 1);
    end += payload.byteLength;
  }
  await db.query({
    name: "insert-events",
    text: `
      INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, environment, release, user_key, payload)
      SELECT project_id, id, received_at, issue_id, occurred_at, level, hash, environment, release, user_key,
             substr($11::bytea, start, length)
        FROM unnest($1::int[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::timestamptz[], $6::int[], $7::text[],
                    $8::text[], $9::text[], $10::text[], $12::int[], $13::int[])
             AS t (project_id, id, received_at, issue_id, occurred_at, level, hash, environment, release, user_key, start, length)`,
    values: [
      plainArray(stored.map(({ event }) => event.projectId)),
      plainArray(stored.map(({ event }) => event.eventId)),
      timeArray(stored.map(({ event }) => event.receivedAt)),
      plainArray(stored.map(({ issueId }) => issueId)),
      timeArray(stored.map(({ event }) => event.occurredAt)),
      plainArray(stored.map(({ event }) => event.level)),
      textArray(stored.map(({ event }) => event.hashes[0])),
      textArray(stored.map(({ event }) => event.environment)),
      textArray(stored.map(({ event }) => event.release)),
      textArray(stored.map(({ event }) => event.userKey)),
      Buffer.concat(payloads, end),
      plainArray(starts),
      plainArray(payloads.map((payload) => payload.byteLength)),
    ],
  });
}
