import type { Pool } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";

/** A row of `log_rejection`. */
export interface RejectionRow {
  projectId: number;
  keyId: string;
  receivedAt: Date;
  door: string;
  reason: string;
  detail: string;
  remote: string;
  bytes: number;
  sample: Buffer;
}

const KEPT = 1_000;

/** Adds rows, leaves the newest thousand of each project, and passes over projects that were deleted meanwhile. */
export async function writeRejections(db: Pool, rows: RejectionRow[]): Promise<void> {
  const samples = rows.map(({ sample }) => sample);
  let end = 0;
  const starts = samples.map((sample) => {
    const start = end + 1;
    end += sample.byteLength;
    return start;
  });
  await db.query(
    `INSERT INTO log_rejection (project_id, key_id, received_at, door, reason, detail, remote, bytes, sample)
     SELECT project_id, key_id, received_at, door, reason, detail, remote, bytes, substr($9::bytea, start, length)
       FROM unnest($1::int[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
                   $10::int[], $11::int[])
            AS t (project_id, key_id, received_at, door, reason, detail, remote, bytes, start, length)
      WHERE EXISTS (SELECT FROM project WHERE id = t.project_id)`,
    [
      plainArray(rows.map((row) => row.projectId)),
      plainArray(rows.map((row) => row.keyId)),
      timeArray(rows.map((row) => row.receivedAt)),
      textArray(rows.map((row) => row.door)),
      textArray(rows.map((row) => row.reason)),
      textArray(rows.map((row) => row.detail)),
      textArray(rows.map((row) => row.remote)),
      plainArray(rows.map((row) => row.bytes)),
      Buffer.concat(samples, end),
      plainArray(starts),
      plainArray(samples.map((sample) => sample.byteLength)),
    ],
  );
  await db.query(
    `DELETE FROM log_rejection r
      USING (SELECT id, (SELECT ARRAY[extract(epoch FROM received_at)::text, id::text]
                           FROM log_rejection
                          WHERE project_id = p.id
                          ORDER BY received_at DESC, id DESC OFFSET $2 LIMIT 1) AS first
               FROM unnest($1::int[]) AS p (id)) AS kept
      WHERE r.project_id = kept.id AND kept.first IS NOT NULL
        AND (r.received_at, r.id) <= (to_timestamp(kept.first[1]::float8), kept.first[2]::uuid)`,
    [plainArray([...new Set(rows.map((row) => row.projectId))]), KEPT],
  );
}
