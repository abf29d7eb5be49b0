import { listPartitions } from "@/lib/db/list-partitions";
import { dayOf, dayText } from "@/lib/db/partition";
import { dropEventPartition } from "@/lib/retention/drop-event-partition";
import { holdWorkerLock } from "@/lib/retention/hold-worker-lock";
import type { SweepContext } from "@/lib/retention/sweep-context";

/** Today and the seven days before it are never given up. */
const KEPT_DAYS = 7;

/**
 * Gives up the oldest day of events, before its time, because the disk is nearly full. Only one at a time: the disk is
 * looked at again before the next. Returns the day; null when there is none to give up or another process is at work.
 */
export async function makeRoom(context: SweepContext, log: (line: string) => void): Promise<Date | null> {
  return holdWorkerLock(async () => {
    const [oldest] = await listPartitions("event");
    if (!oldest || oldest.day >= dayOf(context.now, -KEPT_DAYS)) return null;
    await dropEventPartition(oldest.name, context);
    log(`The disk is nearly full: the events of ${dayText(oldest.day)} were removed early`);
    return oldest.day;
  });
}
