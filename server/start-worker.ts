import { setMaxListeners } from "node:events";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { env } from "@/lib/env";
import { reportTrouble } from "@/lib/health/report";
import { watchDisk } from "@/lib/health/watch-disk";
import type { LogUpkeep } from "@/lib/logs/engine/upkeep";
import { sweep } from "@/lib/retention/sweep";
import { assignOwners } from "./worker/assign-owners";
import { checkCounters } from "./worker/check-counters";
import { countPatterns } from "./worker/count-patterns";
import { judgeThresholds } from "./worker/evaluate-rules";
import { deliverNotifications } from "./worker/deliver-notifications";
import { deliverPersonal } from "./worker/deliver-personal";
import { indexNewTexts } from "./worker/index-texts";
import { judgeIssueRules } from "./worker/judge-facts";
import { keepDoing } from "./worker/keep-doing";
import { makeRoom } from "./worker/make-room";
import { sealLogs, sweepFiles } from "./worker/seal-logs";
import { tellWeekly } from "./worker/tell-weekly";
import { watchArchive } from "./worker/watch-archive";

const HOUR_MS = 3_600_000;

export interface WorkerOptions {
  /** Whether the database's data lies on this process's disk, so that removing events makes room there. */
  isDatabaseHere?: boolean;
  /** Whoever keeps the files of logs; without it they are left alone. */
  logs?: LogUpkeep;
}

/**
 * Does the work that belongs to no request. Partitions are made before this returns (it must succeed); what is too old or
 * too much goes right after it and then every hour, and the counters are compared with the rows; the disk is looked
 * at every ten seconds; log lines are sealed into files within a minute; the chores say for themselves how often they are
 * done. `close` waits for the batch in hand, no longer.
 */
export async function startWorker(
  log: (line: string) => void,
  { isDatabaseHere = env().DATABASE_URL === undefined, logs }: WorkerOptions = {},
): Promise<{ close(): Promise<void> }> {
  await maintainPartitions();
  const stop = new AbortController();
  const { signal } = stop;
  // Each chore that waits listens to it.
  setMaxListeners(100, signal);
  let round = tidy();
  let room: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // A round that takes longer than an hour is not joined by a second one.
    round = round.then(tidy);
  }, HOUR_MS);
  const chores = [
    assignOwners,
    watchArchive,
    indexNewTexts,
    countPatterns,
    judgeIssueRules,
    judgeThresholds,
    deliverPersonal,
    tellWeekly,
  ].map((chore) => keepDoing(chore, signal, log));
  const deliveries = deliverNotifications(signal, log);
  const sealing = logs ? sealLogs(logs, signal, log) : undefined;
  const disk = await watchDisk((state) => {
    if (state !== "scarce" && state !== "full") return;
    room = room.then(() =>
      attempt("room", "Room could not be made on the disk", () =>
        makeRoom({ now: new Date(), signal }, log, isDatabaseHere),
      ),
    );
  });
  return {
    async close() {
      clearInterval(timer);
      disk.close();
      stop.abort();
      await Promise.all([round, room, ...chores, deliveries, sealing]);
    },
  };

  async function tidy(): Promise<void> {
    const context = { now: new Date(), signal };
    await attempt("partitions", "Partitions could not be made ahead", () => maintainPartitions(context.now));
    await attempt("retention", "Old events could not be removed", () => sweep(context, log));
    if (logs) await attempt("logs", "Old logs could not be removed", () => sweepFiles(logs, context, log));
    await attempt("drift", "Counters could not be checked", () => checkCounters(context, log));
  }

  /** Runs a step; its failure goes to the log and to the owner, and the next success takes it back. */
  async function attempt(name: string, what: string, run: () => Promise<unknown>): Promise<void> {
    if (signal.aborted) return;
    try {
      await run();
      reportTrouble(name, null);
    } catch (error) {
      if (signal.aborted) return;
      log(`${what}: ${(error as Error).message}`);
      reportTrouble(name, `${what}. The log says why; it is tried again within the hour.`);
    }
  }
}
