import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";

const HOLD = 72_707_370;
/** A server needs a moment to see that the process which held it was killed. */
const GRACE_MS = 1_500;

/**
 * Marks the cluster as this process's for as long as the connection lives. An advisory lock, not a lock file:
 * it cannot outlive its holder, however that one ends. Throws when another process holds it.
 */
export async function holdCluster(client: Client, dataDir: string): Promise<void> {
  const deadline = Date.now() + GRACE_MS;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [HOLD]);
    if (rows[0]?.held) return;
    if (Date.now() > deadline) break;
    await sleep(50);
  }
  const { rows } = await client.query<{ holder: string; since: string }>(
    `SELECT a.application_name AS holder, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS "UTC"') AS since
       FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted`,
    [HOLD],
  );
  await client.end();
  const pid = /^jackdaw (\d+)$/.exec(rows[0]?.holder ?? "")?.[1];
  throw new Error(
    `Another Jackdaw ${pid ? `(process ${pid}, since ${rows[0]?.since}) ` : ""}uses the data folder ${dataDir}. ` +
      "Stop that one first, or set JACKDAW_DATA to another folder.",
  );
}
