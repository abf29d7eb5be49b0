import { pool } from "@/lib/db/pool";
import { pauseDigests } from "./pause-digests";
import type { ProjectRetention } from "./read-retention";
import type { SweepContext } from "./sweep-context";

const ISSUES = 500;
const ROWS = 1_000;

/** What belongs to an issue, with the rest of each key after project_id. */
const belongings = [
  { table: "event", key: "id, received_at" },
  { table: "issue_stat", key: "issue_id, environment, bucket" },
  { table: "issue_tag", key: "issue_id, key, value" },
  { table: "issue_user", key: "issue_id, environment, user_key" },
  { table: "issue_environment", key: "environment, issue_id" },
  { table: "issue_text", key: "issue_id" },
  { table: "issue_activity", key: "issue_id, id" },
  { table: "issue_person", key: "issue_id, user_id" },
  { table: "issue_share", key: "id" },
] as const;

/**
 * Deletes the issues whose last event is older than their project keeps, whole, with the signposts of those that were merged
 * into them, at most 500 and theirs at a time:
 * 1. Unlink: with ingest paused for an instant, look again which of them are still old, and take their hashes away. An
 *    event of the same cause opens a new issue from then on; one that came just before has revived the issue, and it stays.
 * 2. Delete what belongs to them, 1,000 rows in a transaction: nobody writes there any more.
 * 3. Delete the issues. They go last, so that after a crash they are found again, old and unlinked.
 * Returns how many issues went.
 */
export async function deleteExpiredIssues(
  projects: ProjectRetention[],
  { signal }: SweepContext,
): Promise<number> {
  let deleted = 0;
  for (const project of projects) {
    for (let found = ISSUES; found === ISSUES && !signal.aborted; ) {
      const candidates = await findExpired(project);
      found = candidates.length;
      const doomed = found > 0 ? await unlink(project, candidates) : [];
      for (const { table, key } of belongings) {
        if (doomed.length > 0) await deleteBelongings(table, key, project.id, doomed);
      }
      await pool().query(
        `DELETE FROM issue WHERE project_id = $1 AND id IN
           (SELECT id FROM issue WHERE project_id = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR UPDATE)`,
        [project.id, doomed],
      );
      deleted += doomed.length;
    }
  }
  return deleted;
}

async function findExpired({ id, cut }: ProjectRetention): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `SELECT id FROM issue
      WHERE project_id = $1 AND status = ANY('{unresolved,resolved,archived}') AND last_seen < $2 LIMIT ${ISSUES}`,
    [id, cut],
  );
  return rows.map((row) => row.id);
}

function unlink({ id, cut }: ProjectRetention, issues: number[]): Promise<number[]> {
  return pauseDigests(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      "SELECT id FROM issue WHERE project_id = $1 AND id = ANY($2::bigint[]) AND last_seen < $3",
      [id, issues, cut],
    );
    // Nothing of its own is left to a signpost but, after a crash, events that were to follow and are as old.
    const signposts = await db.query<{ id: number }>(
      "SELECT id FROM issue WHERE project_id = $1 AND merged_into = ANY($2::bigint[])",
      [id, rows.map((row) => row.id)],
    );
    const doomed = [...rows, ...signposts.rows].map((row) => row.id);
    await db.query("DELETE FROM issue_hash WHERE project_id = $1 AND issue_id = ANY($2::bigint[])", [
      id,
      doomed,
    ]);
    await db.query(
      "DELETE FROM issue_move WHERE project_id = $1 AND (from_issue = ANY($2::bigint[]) OR to_issue = ANY($2::bigint[]))",
      [id, doomed],
    );
    return doomed;
  });
}

async function deleteBelongings(
  table: string,
  key: string,
  projectId: number,
  issues: number[],
): Promise<void> {
  for (let deleted = ROWS; deleted === ROWS; ) {
    const { rowCount } = await pool().query(
      `DELETE FROM ${table} WHERE project_id = $1 AND (${key}) IN
         (SELECT ${key} FROM ${table} WHERE project_id = $1 AND issue_id = ANY($2::bigint[]) LIMIT ${ROWS})`,
      [projectId, issues],
    );
    deleted = rowCount ?? 0;
  }
}
