import type { QueryConfig } from "pg";
import { ingestPool } from "@/lib/db/pool";
import type { KeyEntry } from "./key-entry";

const TIMEOUT_MS = 5_000;

/** All keys, usable or not. Throws when the database does not answer within five seconds of being asked. */
export async function readKeys(): Promise<KeyEntry[]> {
  const query: QueryConfig & { query_timeout: number } = {
    text: `
      SELECT k.public_key AS "publicKey", k.id AS "keyId", k.project_id AS "projectId", k.is_active AS "isActive",
             (extract(epoch FROM k.expires_at) * 1000)::float8 AS "expiresAt",
             k.events_per_minute AS "eventsPerMinute", p.events_per_minute AS "projectEventsPerMinute"
        FROM project_key k
        JOIN project p ON p.id = k.project_id`,
    query_timeout: TIMEOUT_MS,
  };
  return (await ingestPool().query<KeyEntry>(query)).rows;
}
