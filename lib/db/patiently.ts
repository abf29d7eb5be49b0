import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import { transaction } from "./transaction";

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;
const TRIES = 9;

/**
 * Runs `work` in a transaction that waits for any lock only briefly, and again when it did not get one. Whoever waits for
 * an exclusive lock on a table stops everybody behind him; so the waits begin short, grow to two seconds, and as much
 * time passes between them. Throws what `work` throws, and the last refusal after nine tries (about 8 s of waiting).
 */
export async function patiently<T>(work: (db: PoolClient) => Promise<T>): Promise<T> {
  for (let tries = TRIES, waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await transaction(async (db) => {
        await db.query("SELECT set_config('lock_timeout', $1, true)", [`${waitMs}ms`]);
        return work(db);
      });
    } catch (error) {
      if (!isAboutLocks(error) || --tries === 0) throw error;
      await sleep(waitMs);
    }
  }
}

/** `lock_not_available` and `deadlock_detected`. */
function isAboutLocks(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "55P03" || error.code === "40P01");
}
