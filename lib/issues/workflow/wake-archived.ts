import { pool } from "@/lib/db/pool";
import type { SweepContext } from "@/lib/retention/sweep-context";
import { findRisen } from "./find-risen";
import { type IssueKey, keyArrays } from "./issue-keys";
import { wakeDue } from "./wake-sql";

const PORTION = 500;

/** Which archived issues, and since when they were; null for what was archived before that was noted. */
export type Archived = IssueKey & { archivedAt: Date | null };

/**
 * Brings back the archived issues whose time is over, and those that had more events or users within their window than they
 * may: of issues archived until they escalate, the window is an hour. Meant to run once a minute; any number of processes
 * may be at it, each issue comes back once. Returns how many came back here.
 */
export async function wakeArchived({ now, signal }: SweepContext): Promise<number> {
  let woken = 0;
  for (let found = PORTION; found === PORTION && !signal.aborted; ) {
    const over = await findOver(now);
    found = over.length;
    woken += await wake(over, now);
  }
  for (let after: IssueKey | null = { projectId: 0, id: 0 }; after !== null && !signal.aborted; ) {
    const portion = await findRisen(after, PORTION, now);
    woken += await wake(portion.risen, now);
    after = portion.next;
  }
  return woken;
}

async function findOver(now: Date): Promise<Archived[]> {
  const { rows } = await pool().query<Archived>(
    `SELECT project_id AS "projectId", id, archived_at AS "archivedAt" FROM issue
      WHERE status = 'archived' AND archive_condition = 'time' AND archived_until <= $1
      ORDER BY project_id, id LIMIT ${PORTION}`,
    [now],
  );
  return rows;
}

/** Issues that were brought back or archived anew since they were found are left. */
async function wake(found: readonly Archived[], now: Date): Promise<number> {
  if (found.length === 0) return 0;
  const { rowCount } = await pool().query(
    `WITH locked AS MATERIALIZED (
       SELECT i.project_id, i.id, i.archive_condition
         FROM unnest($1::int[], $2::bigint[], $3::timestamptz[]) AS t (project_id, id, archived_at)
         JOIN issue i ON i.project_id = t.project_id AND i.id = t.id
        WHERE i.status = 'archived' AND i.archived_at IS NOT DISTINCT FROM t.archived_at
        ORDER BY i.project_id, i.id FOR NO KEY UPDATE OF i
     ), due AS MATERIALIZED (
       SELECT l.project_id, l.id, l.archive_condition AS condition, $4::timestamptz AS at,
              (SELECT e.id FROM event e WHERE e.project_id = l.project_id AND e.issue_id = l.id
                ORDER BY e.received_at DESC, e.seq DESC LIMIT 1) AS event_id
         FROM locked l
     ), ${wakeDue}`,
    [...keyArrays(found), found.map(({ archivedAt }) => archivedAt), now],
  );
  return rowCount ?? 0;
}
