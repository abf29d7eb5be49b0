import type { QueryConfig } from "pg";
import { ingestPool } from "@/lib/db/pool";
import type { KeyEntry } from "./key-entry";
import { type GroupingRow, readSettings } from "./read-settings";

const TIMEOUT_MS = 5_000;

type KeyRow = Omit<KeyEntry, "grouping"> & GroupingRow;

/**
 * All keys, usable or not, with how their projects group. Rules are read when a revision is met for the first time.
 * Throws when the database does not answer within five seconds of being asked.
 */
export async function readKeys(): Promise<KeyEntry[]> {
  const query: QueryConfig & { query_timeout: number } = {
    text: `
      SELECT k.public_key AS "publicKey", k.id AS "keyId", k.project_id AS "projectId", k.is_active AS "isActive",
             (extract(epoch FROM k.expires_at) * 1000)::float8 AS "expiresAt",
             k.events_per_minute AS "eventsPerMinute", p.events_per_minute AS "projectEventsPerMinute",
             p.logs_per_minute AS "projectLogsPerMinute", p.grouping_version AS version,
             p.grouping_revision AS revision,
             CASE WHEN p.grouping_transition_ends_at > now() THEN p.previous_grouping_version END AS "previousVersion"
        FROM project_key k
        JOIN project p ON p.id = k.project_id`,
    query_timeout: TIMEOUT_MS,
  };
  const { rows } = await ingestPool().query<KeyRow>(query);
  const settings = await readSettings(rows, TIMEOUT_MS);
  return rows.map((row) => ({
    publicKey: row.publicKey,
    keyId: row.keyId,
    projectId: row.projectId,
    isActive: row.isActive,
    expiresAt: row.expiresAt,
    eventsPerMinute: row.eventsPerMinute,
    projectEventsPerMinute: row.projectEventsPerMinute,
    projectLogsPerMinute: row.projectLogsPerMinute,
    grouping: settings(row.projectId),
  }));
}
