import { pool } from "@/lib/db/pool";

/** "jackretn": nobody else's advisory locks have this number. */
const WORKER_LOCK = "7665405896236398702";

/**
 * Runs `work` if no other process is at it on this database, and returns what it returns; null when another one is. The
 * lock is the connection's: it goes when this process dies, however it dies.
 */
export async function holdWorkerLock<T>(work: () => Promise<T>): Promise<T | null> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1::bigint) AS got", [
      WORKER_LOCK,
    ]);
    if (!rows[0]?.got) return null;
    try {
      return await work();
    } finally {
      await client.query("SELECT pg_advisory_unlock($1::bigint)", [WORKER_LOCK]).catch((error: Error) => {
        broken = error;
      });
    }
  } finally {
    client.release(broken);
  }
}
