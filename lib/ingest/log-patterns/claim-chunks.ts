import type { PoolClient } from "pg";
import type { WaitingChunk } from "./read-waiting";

/** Somebody else counted a chunk, or it is gone: nothing of this portion may count. */
export class ClaimLostError extends Error {}

/**
 * Notes chunks as counted, in the transaction that counts them. Whoever seals one of them meanwhile waits for it, or has left
 * it behind as uncounted before.
 * @throws ClaimLostError
 */
export async function claimChunks(
  db: PoolClient,
  projectId: number,
  chunks: readonly WaitingChunk[],
): Promise<void> {
  const ids = chunks.map(({ id }) => id);
  // One after the other, not in one statement: what was sealed between the two is found by the second.
  const [live, left] = await Promise.all([
    db.query(
      `UPDATE log_chunk SET is_counted = true
        WHERE (project_id, id) IN (
                SELECT project_id, id FROM log_chunk
                 WHERE project_id = $1 AND id = ANY ($2::uuid[]) AND NOT is_counted ORDER BY id FOR UPDATE)`,
      [projectId, ids],
    ),
    db.query("DELETE FROM log_uncounted WHERE project_id = $1 AND id = ANY ($2::uuid[])", [projectId, ids]),
  ]);
  if ((live.rowCount ?? 0) + (left.rowCount ?? 0) !== ids.length)
    throw new ClaimLostError("Some of these chunks were counted by somebody else.");
}
