import { pool } from "@/lib/db/pool";
import { reportTrouble } from "@/lib/health/report";
import { findDrift } from "@/lib/retention/find-drift";
import { holdWorkerLock } from "@/lib/retention/hold-worker-lock";
import type { SweepContext } from "@/lib/retention/sweep-context";

/** Up to so many stored events all issues are compared, beyond that some of every project. */
const ALL_UP_TO = 100_000;
const SAMPLE = 200;

/** Compares counters with rows and tells the owner when they differ. Leaves it to the process that sweeps. */
export async function checkCounters({ signal }: SweepContext, log: (line: string) => void): Promise<void> {
  const { rows } = await pool().query<{ stored: number }>(
    "SELECT coalesce(sum(stored_count), 0)::bigint AS stored FROM issue",
  );
  const isSmall = (rows[0]?.stored ?? 0) <= ALL_UP_TO;
  const drift = await holdWorkerLock(() => findDrift(isSmall ? {} : { sample: SAMPLE }));
  if (drift === null || signal.aborted) return;
  const [first] = drift;
  if (first) log(`Counters differ from rows in ${drift.length} places, the first: ${JSON.stringify(first)}`);
  reportTrouble(
    "counters",
    first
      ? `Some counters do not say what is stored (${drift.length} found). Please report this as a bug.`
      : null,
  );
}
