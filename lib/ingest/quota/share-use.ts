import type { Pool, QueryConfig } from "pg";
import type { SharedUse } from "./minute";

const TIMEOUT_MS = 5_000;

/**
 * Adds this process's use of one minute (`start`, epoch ms) to everybody's, and reads what the projects in question have
 * used up by now, all keys and processes together. Throws when the database does not answer.
 */
export async function shareUse(db: Pool, start: number, own: SharedUse[]): Promise<SharedUse[]> {
  const minute = new Date(start);
  await db.query(
    within({
      name: "share-use",
      text: `
        INSERT INTO quota_use (project_id, key_id, category, minute, used)
        SELECT project_id, key_id, category, $1, used
          FROM unnest($2::int[], $3::uuid[], $4::text[], $5::bigint[]) AS t (project_id, key_id, category, used)
         ORDER BY project_id, key_id, category
        ON CONFLICT (project_id, key_id, category, minute)
        DO UPDATE SET used = quota_use.used + excluded.used`,
      values: [
        minute,
        own.map(({ projectId }) => projectId),
        own.map(({ keyId }) => keyId),
        own.map(({ category }) => category),
        own.map(({ used }) => used),
      ],
    }),
  );
  const { rows } = await db.query<SharedUse>(
    within({
      name: "read-use",
      text: `
        SELECT project_id AS "projectId", key_id AS "keyId", category, used
          FROM quota_use
         WHERE project_id = ANY($1::int[]) AND minute = $2`,
      values: [[...new Set(own.map(({ projectId }) => projectId))], minute],
    }),
  );
  return rows;
}

/** Deletes what was used before `time` (epoch ms). Throws when the database does not answer. */
export async function deleteUseBefore(db: Pool, time: number): Promise<void> {
  await db.query(within({ text: "DELETE FROM quota_use WHERE minute < $1", values: [new Date(time)] }));
}

/** A server that is frozen must not hold a connection for ever. */
function within(query: QueryConfig): QueryConfig & { query_timeout: number } {
  return { ...query, query_timeout: TIMEOUT_MS };
}
