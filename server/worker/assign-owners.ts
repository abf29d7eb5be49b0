import { setTimeout as sleep } from "node:timers/promises";
import { reportTrouble } from "@/lib/health/report";
import { assignNewIssues } from "@/lib/ownership/assign-new-issues";

/** How long a new issue waits for its owner, at most. */
const PAUSE_MS = 2_000;

const FAILURE = "New issues could not be given to their owners. The log says why; it is tried again.";

/** Gives new issues to their owners, again and again until `signal` stops it; then it returns when the issue in hand is done. */
export async function assignOwners(signal: AbortSignal, log: (line: string) => void): Promise<void> {
  let last = "";
  while (!signal.aborted) {
    try {
      await assignNewIssues(signal);
      last = "";
      reportTrouble("owners", null);
    } catch (error) {
      const message = (error as Error).message;
      // Every two seconds the same would be no news.
      if (!signal.aborted && message !== last) {
        log(`New issues could not be given to their owners: ${message}`);
        reportTrouble("owners", FAILURE);
        last = message;
      }
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}
