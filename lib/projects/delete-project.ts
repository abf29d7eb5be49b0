import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "./find-project";

/** Everything that belongs to a project on the event side, with the key that names a row. */
const tables = [
  { table: "event", key: "id, received_at" },
  { table: "issue_stat", key: "issue_id, environment, bucket" },
  { table: "issue_tag", key: "issue_id, key, value" },
  { table: "tag_key", key: "key" },
  { table: "issue_user", key: "issue_id, environment, user_key" },
  { table: "issue_environment", key: "environment, issue_id" },
  { table: "issue_hash", key: "hash" },
  { table: "issue_move", key: "id" },
  { table: "issue_text", key: "issue_id" },
  { table: "issue_activity", key: "issue_id, id" },
  { table: "issue_person", key: "issue_id, user_id" },
  { table: "issue_share", key: "id" },
  { table: "discarded_hash", key: "hash" },
  { table: "issue", key: "id" },
  { table: "environment", key: "name" },
  { table: "release_stat", key: "version, environment, bucket" },
  { table: "release_commit", key: "version, position" },
  { table: "release_deploy", key: "id" },
  { table: "release", key: "version" },
  { table: "outcome", key: "bucket, key_id, category, outcome, reason" },
  { table: "issue_counter", key: "project_id" },
  { table: "outbox", key: "id" },
  { table: "dead_letter", key: "event_id" },
  { table: "quota_use", key: "key_id, category, minute" },
  // The files of its logs, and the catalog of them, go with the worker's next sweep.
  { table: "log_chunk", key: "id" },
  { table: "log_uncounted", key: "id" },
  { table: "log_pattern_issue", key: "hash" },
  { table: "log_stat", key: "minute, level, host, service" },
  { table: "log_rejection", key: "received_at, id" },
  { table: "log_lookup", key: "name" },
  { table: "log_chart", key: "id" },
  { table: "alert_state", key: "rule_id, group_key" },
  { table: "alert_count", key: "rule_id, series, minute, group_key" },
  { table: "alert_firing", key: "id" },
  { table: "delivery", key: "id" },
  { table: "notification", key: "id" },
] as const;

const BATCH = 5_000;

/** Ingest looks at the keys again at least every two seconds; what it took in until then is swept by the second round. */
const SETTLE_MS = 3_000;

/**
 * Deletes a project and all that it received, for good. Its keys go first, so that nothing new arrives; its own row
 * goes last, so that a deletion that was interrupted can be asked for again. Partitions hold several projects, hence
 * rows are deleted, at most 5,000 in one transaction.
 * @throws NotFoundError
 */
export async function deleteProject(
  ctx: Context,
  { slug, settleMs = SETTLE_MS }: { slug: string; settleMs?: number },
): Promise<void> {
  authorize(ctx, "project:write");
  const { id } = await findProject(ctx, slug);
  const settled = Date.now() + settleMs;
  await pool().query("DELETE FROM project_key WHERE project_id = $1", [id]);
  await deleteEventSide(id);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, settled - Date.now())));
  await deleteEventSide(id);
  await pool().query("UPDATE log_listener SET project_id = NULL WHERE project_id = $1", [id]);
  await pool().query(
    "UPDATE alert_rule SET project_ids = array_remove(project_ids, $1), updated_at = now() WHERE $1 = ANY (project_ids)",
    [id],
  );
  await pool().query("DELETE FROM alert_rule WHERE project_ids = '{}'");
  await pool().query("DELETE FROM project WHERE id = $1", [id]);
}

async function deleteEventSide(projectId: number): Promise<void> {
  for (const { table, key } of tables) {
    for (let deleted = BATCH; deleted === BATCH; ) {
      const result = await pool().query(
        `DELETE FROM ${table} WHERE project_id = $1 AND (${key}) IN
           (SELECT ${key} FROM ${table} WHERE project_id = $1 LIMIT ${BATCH})`,
        [projectId],
      );
      deleted = result.rowCount ?? 0;
    }
  }
}
