import type { PoolClient } from "pg";
import { patiently } from "@/lib/db/patiently";

/**
 * Runs `work` in a transaction while no batch of events is between reading its hashes and its commit. Whatever `work` reads
 * about issues stays true until it commits; keep it short, ingest waits.
 *
 * How: every batch reads `issue_hash` before it touches an issue and so holds a lock on that table until it commits.
 * Holding the table exclusively waits for the batches that have read, and stops the next ones before they read. Without
 * it a batch could find the issue by its hash, and store its event under an issue that is deleted a moment later.
 *
 * Why this cannot become a circle: the table is the first lock that `work` has, and who waits for it holds only locks on
 * event ids and reads of `event`, neither of which `work` may want. Who got past it finishes without us: nothing else
 * is held here. `work` may lock rows of issues, hashes, environments and what is counted of issues; it must not touch
 * `event`.
 */
export function pauseDigests<T>(work: (db: PoolClient) => Promise<T>): Promise<T> {
  return patiently(async (db) => {
    await db.query("LOCK TABLE issue_hash IN ACCESS EXCLUSIVE MODE");
    return work(db);
  });
}
