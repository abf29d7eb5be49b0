import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";

/**
 * Notes the hashes of issues as discarded, under what each issue is called. To be run while no batch of events is between
 * its hashes and its commit (`pauseDigests`), by a verb that has asked for permission.
 */
export async function discardHashes(
  ctx: Context,
  db: PoolClient,
  { projectId, issueIds }: { projectId: number; issueIds: number[] },
): Promise<void> {
  await db.query(
    `INSERT INTO discarded_hash (project_id, hash, title, discarded_by)
     SELECT h.project_id, h.hash, left(concat_ws(': ', i.type, nullif(i.message, '')), 500), $3
       FROM issue_hash h JOIN issue i ON i.project_id = h.project_id AND i.id = h.issue_id
      WHERE h.project_id = $1 AND h.issue_id = ANY($2::bigint[])
     ON CONFLICT (project_id, hash) DO NOTHING`,
    [projectId, issueIds, ctx.actor.userId],
  );
}
