import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { buildSettings, type StoredSettings } from "@/lib/grouping/build-settings";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event } from "@/lib/protocol/event";

/** What events were grouped by before they said so. */
const FIRST: NonNullable<Event["grouping"]> = { version: "jackdaw:2026-11", revision: 0 };

type Row = StoredSettings & {
  previousVersion: string | null;
  thenFingerprintRules: string;
  thenStackTraceRules: string;
};

const SETTINGS = `
  SELECT p.grouping_version AS version, p.grouping_revision AS revision,
         CASE WHEN p.grouping_transition_ends_at > now() THEN p.previous_grouping_version END AS "previousVersion",
         coalesce(today.fingerprint_rules, '') AS "fingerprintRules",
         coalesce(today.stack_trace_rules, '') AS "stackTraceRules",
         coalesce(old.fingerprint_rules, '') AS "thenFingerprintRules",
         coalesce(old.stack_trace_rules, '') AS "thenStackTraceRules"
    FROM project p
    LEFT JOIN grouping_rules today ON today.project_id = p.id AND today.revision = p.grouping_revision
    LEFT JOIN grouping_rules old ON old.project_id = p.id AND old.revision = $2
   WHERE p.id = $1`;

/**
 * How an event was grouped when it arrived, by the version and the revision that it stores, and how its project groups
 * today. For verbs that have asked for permission.
 * @throws NotFoundError when the project is gone
 */
export async function readEventSettings(
  projectId: number,
  { grouping = FIRST }: Event,
): Promise<{ atArrival: GroupingSettings; today: GroupingSettings }> {
  const { rows } = await pool().query<Row>(SETTINGS, [projectId, grouping.revision]);
  const row = rows[0];
  if (!row) throw new NotFoundError();
  const atArrival = buildSettings({
    ...grouping,
    fingerprintRules: row.thenFingerprintRules,
    stackTraceRules: row.thenStackTraceRules,
  });
  return { atArrival, today: buildSettings(row) };
}
