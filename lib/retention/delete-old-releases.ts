import { pool } from "@/lib/db/pool";
import type { ProjectRetention } from "./read-retention";
import type { SweepContext } from "./sweep-context";

const BATCH = 1_000;

/**
 * Removes the hourly counters of releases that are too old for their project, and releases of which nothing was heard since:
 * no event, no deploy, no release date, and no issue that begins with one or is resolved in it. Their commits and deploys go
 * with them. Returns how many releases and counters went.
 */
export async function deleteOldReleases(
  projects: ProjectRetention[],
  { signal }: SweepContext,
): Promise<number> {
  let removed = 0;
  for (const { id, cut } of projects) {
    for (const sql of [HOURS, RELEASES]) {
      for (let batch = BATCH; batch === BATCH && !signal.aborted; removed += batch) {
        batch = (await pool().query<{ quantity: number }>(sql, [id, cut])).rows[0]?.quantity ?? 0;
      }
    }
  }
  return removed;
}

const HOURS = `
  WITH gone AS (
    DELETE FROM release_stat WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM release_stat WHERE project_id = $1 AND bucket < $2 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
    RETURNING 1
  ) SELECT count(*) AS quantity FROM gone`;

// Ingest that finds a release here waits for us and makes it anew; one that it holds is left for the next sweep.
const RELEASES = `
  WITH gone AS (
    DELETE FROM release WHERE ctid = ANY (ARRAY(
      SELECT r.ctid FROM release r
       WHERE r.project_id = $1 AND greatest(r.first_seen, r.last_seen, r.released_at) < $2
         AND NOT EXISTS (SELECT FROM release_deploy d
                          WHERE d.project_id = r.project_id AND d.version = r.version AND d.finished_at >= $2)
         AND NOT EXISTS (SELECT FROM issue i WHERE i.project_id = r.project_id AND i.first_release = r.version)
         AND NOT EXISTS (SELECT FROM issue i
                          WHERE i.project_id = r.project_id AND i.status = 'resolved' AND i.resolved_release = r.version)
       LIMIT ${BATCH} FOR UPDATE OF r SKIP LOCKED))
    RETURNING project_id, version
  ), commits AS (
    DELETE FROM release_commit c USING gone WHERE c.project_id = gone.project_id AND c.version = gone.version
  ), deploys AS (
    DELETE FROM release_deploy d USING gone WHERE d.project_id = gone.project_id AND d.version = gone.version
  ) SELECT count(*) AS quantity FROM gone`;
