import { removeOldAlerts } from "@/lib/alerts/remove-old";
import { finishMoves } from "@/lib/issues/moves/finish-moves";
import { fillVersionKeys } from "@/lib/releases/fill-version-keys";
import { deleteExpiredIssues } from "./delete-expired-issues";
import { deleteLeftovers } from "./delete-leftovers";
import { deleteOldReleases } from "./delete-old-releases";
import { deleteUnusedEnvironments } from "./delete-unused-environments";
import { finishDrops } from "./drop-event-partition";
import { dropExpiredPartitions } from "./drop-expired-partitions";
import { evictEvents } from "./evict-events";
import { holdWorkerLock } from "./hold-worker-lock";
import { readRetention } from "./read-retention";
import { dropLogDays, removeLogRows } from "./remove-log-rows";
import { removeOldRows } from "./remove-old-rows";
import type { SweepContext } from "./sweep-context";

/**
 * Removes what nobody is to keep: by age, whole days first and single rows where days are shared, then issues that have
 * nothing left, then by number. One process at a time; the others return at once. Every step is safe to interrupt and
 * to repeat. `log` gets one line per step that removed something. Returns whether it was this process that swept.
 */
export async function sweep(context: SweepContext, log: (line: string) => void): Promise<boolean> {
  const swept = await holdWorkerLock(async () => {
    const { projects, cut } = await readRetention(context.now);
    const steps: [what: string, run: () => Promise<number>][] = [
      ["interrupted removals finished", () => finishDrops(context)],
      ["days dropped", () => dropExpiredPartitions(cut, context)],
      ["rows removed of projects that keep less than others", () => removeOldRows(projects, context)],
      ["issues deleted, all their events being too old", () => deleteExpiredIssues(projects, context)],
      ["releases and their hours deleted", () => deleteOldReleases(projects, context)],
      ["releases put in order", () => fillVersionKeys(context.signal)],
      ["environments forgotten", () => deleteUnusedEnvironments()],
      ["days of log counters dropped", () => dropLogDays(context)],
      ["log counters and rejections deleted", () => removeLogRows(context)],
      ["leftovers deleted", () => deleteLeftovers(projects, context)],
      ["rows of alerts deleted", () => removeOldAlerts(projects, context)],
      ["events thinned out of projects that store too many", () => evictEvents(projects, context)],
      // Last: what merges left must not keep anything from being removed.
      [
        "events brought to the issue that theirs was merged into",
        () => finishMoves({ signal: context.signal }),
      ],
    ];
    for (const [what, run] of steps) {
      if (context.signal.aborted) break;
      const begun = performance.now();
      const quantity = await run();
      if (quantity > 0)
        log(`Retention: ${what}: ${quantity} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    }
    return true;
  });
  return swept ?? false;
}
