import { setTimeout as sleep } from "node:timers/promises";
import { claimDue, type Lane } from "./claim-due";
import { deliverOne, type Ways } from "./deliver-one";

const CONCURRENCY = 4;
/** A commit is seen within it. */
const PAUSE_MS = 1_000;

type Log = (line: string) => void;

/**
 * Sends what is due in one lane, at most four at a time, until nothing is, or until `signal` stops it and those on their way
 * have their answers. Whoever is done makes room for the next at once. Rejects when the database does.
 */
export async function deliverDue(lane: Lane, ways: Ways, signal: AbortSignal, log: Log): Promise<void> {
  const away = new Set<Promise<void>>();
  const failures: unknown[] = [];
  try {
    while (!signal.aborted && failures.length === 0) {
      const room = CONCURRENCY - away.size;
      const claimed = room > 0 ? await claimDue(lane, room) : [];
      for (const one of claimed) {
        const trip = deliverOne(one, ways, log)
          .then(
            () => undefined,
            (error: unknown) => void failures.push(error),
          )
          .finally(() => away.delete(trip));
        away.add(trip);
      }
      if (away.size === 0) return;
      await someBack(away, signal);
    }
  } finally {
    await Promise.all(away);
  }
  if (failures.length > 0) throw failures[0];
}

/** Until one is back, or a moment later: something else may have come due. */
async function someBack(away: Iterable<Promise<void>>, signal: AbortSignal): Promise<void> {
  const pause = new AbortController();
  const slept = sleep(PAUSE_MS, undefined, { signal: AbortSignal.any([signal, pause.signal]) });
  await Promise.race([slept.catch(() => undefined), ...away]);
  pause.abort();
}
