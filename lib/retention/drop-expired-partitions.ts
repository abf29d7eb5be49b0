import { listPartitions } from "@/lib/db/list-partitions";
import { partitioned } from "@/lib/db/partition";
import { patiently } from "@/lib/db/patiently";
import { dropEventPartition } from "./drop-event-partition";
import type { SweepContext } from "./sweep-context";

/** Removes the days of events that lie wholly before `cut`, the one of the project that keeps longest. Returns how many. */
export async function dropExpiredPartitions(cut: Date, context: SweepContext): Promise<number> {
  let dropped = 0;
  for (const { table } of partitioned) {
    // Logs have a retention of their own: remove-log-rows.ts.
    if (table === "log_stat") continue;
    for (const { name, day } of await listPartitions(table)) {
      if (day >= cut || context.signal.aborted) break;
      if (table === "event") await dropEventPartition(name, context);
      // Postgres locks the parent first and for an instant; the files go after the commit.
      else await patiently((db) => db.query(`DROP TABLE ${name}`));
      dropped++;
    }
  }
  return dropped;
}
