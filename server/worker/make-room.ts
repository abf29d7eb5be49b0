import { listPartitions } from "@/lib/db/list-partitions";
import { dayOf, dayText } from "@/lib/db/partition";
import { dropEventPartition } from "@/lib/retention/drop-event-partition";
import { formatBytes } from "@/lib/format/format-bytes";
import { emptyCache } from "@/lib/logs/bucket/clean-cache";
import { logFolder } from "@/lib/logs/store/folder";
import { giveUpLogDay, oldestLogDay } from "@/lib/logs/store/give-up-day";
import { holdWorkerLock } from "@/lib/retention/hold-worker-lock";
import type { SweepContext } from "@/lib/retention/sweep-context";

/** Today and the seven days before it are never given up. */
const KEPT_DAYS = 7;

/**
 * Makes room on a disk that is nearly full: removes the copies of log files that lie in a bucket or, where there are none,
 * gives up the oldest day of events or, when that is older, of logs, before its time. Only one at a time: the disk is looked
 * at again before the next. Events lie on this disk only where the database does (`isDatabaseHere`). Returns the day; null
 * when none was given up or another process is at work.
 */
export async function makeRoom(
  context: SweepContext,
  log: (line: string) => void,
  isDatabaseHere = true,
): Promise<Date | null> {
  // Copies of what lies in a bucket come back when they are needed: nothing else goes while there are any.
  const freed = await emptyCache(logFolder());
  if (freed > 0) {
    log(
      `The disk is nearly full: copies of log files that lie in the bucket were removed (${formatBytes(freed)})`,
    );
    return null;
  }
  return holdWorkerLock(async () => {
    const kept = dayOf(context.now, -KEPT_DAYS);
    const [oldest] = isDatabaseHere ? await listPartitions("event") : [];
    const logDay = await oldestLogDay();
    if (logDay !== null && logDay < dayText(kept) && (!oldest || logDay <= dayText(oldest.day))) {
      await giveUpLogDay(logFolder(), logDay, context.now);
      log(`The disk is nearly full: the logs of ${logDay} were removed early`);
      return new Date(logDay);
    }
    if (!oldest || oldest.day >= kept) return null;
    await dropEventPartition(oldest.name, context);
    log(`The disk is nearly full: the events of ${dayText(oldest.day)} were removed early`);
    return oldest.day;
  });
}
