import { setTimeout as sleep } from "node:timers/promises";
import { reportTrouble } from "@/lib/health/report";
import { wakeArchived } from "@/lib/issues/workflow/wake-archived";

/** How exact the end of an archive is that no event brings about. */
const PAUSE_MS = 60_000;

const FAILURE =
  "Archived issues could not be brought back. The log says why; it is tried again every minute.";

/** Brings back archived issues whose time has come, once a minute until `signal` stops it; then it returns after the portion in hand. */
export async function watchArchive(signal: AbortSignal, log: (line: string) => void): Promise<void> {
  let last = "";
  while (!signal.aborted) {
    try {
      await wakeArchived({ now: new Date(), signal });
      last = "";
      reportTrouble("archive", null);
    } catch (error) {
      const message = (error as Error).message;
      // Every minute the same would be no news.
      if (!signal.aborted && message !== last) {
        log(`Archived issues could not be brought back: ${message}`);
        reportTrouble("archive", FAILURE);
        last = message;
      }
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}
