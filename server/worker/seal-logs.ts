import { setTimeout as sleep } from "node:timers/promises";
import { pool } from "@/lib/db/pool";
import { reportTrouble } from "@/lib/health/report";
import { diskState } from "@/lib/health/watch-disk";
import { cleanCache } from "@/lib/logs/bucket/clean-cache";
import { hasLocalFiles, removeMoved } from "@/lib/logs/bucket/move-files";
import { removeLeftovers } from "@/lib/logs/bucket/remove-leftovers";
import { logBucket } from "@/lib/logs/bucket/use-bucket";
import type { LogUpkeep, UpkeepTask } from "@/lib/logs/engine/upkeep";
import { listCrowded } from "@/lib/logs/store/compact";
import { logFolder } from "@/lib/logs/store/folder";
import { removeReplaced } from "@/lib/logs/store/remove-replaced";
import { listDue } from "@/lib/logs/store/seal";
import { cleanJobs } from "@/lib/logs/store/work-job";
import type { SweepContext } from "@/lib/retention/sweep-context";

/** How often it is looked whether lines wait. */
const PAUSE_MS = 2_000;
const COMPACT_MS = 60_000;
const CLEAN_MS = 600_000;
const MOVE_MS = 5_000;
const LIST_MS = 86_400_000;
/** Nobody works for so long without touching its folder. */
const GRACE_MS = 3_600_000;

type Log = (line: string) => void;

/**
 * Has log lines sealed into files, small files made one, and leavings removed, again and again until `signal` stops it. The
 * engine is asked only when there is something to do: an installation without logs never starts it.
 */
export async function sealLogs(logs: LogUpkeep, signal: AbortSignal, log: Log): Promise<void> {
  const state = { compacted: 0, cleaned: 0, listed: 0, moveAt: 0, last: "" };
  while (!signal.aborted) {
    try {
      const now = Date.now();
      if ((await listDue(new Date(now))).length > 0) await work(logs, "seal", signal, log);
      // It needs room for a while.
      const hasRoom = diskState() === "fine" || diskState() === "low";
      if (hasRoom && now - state.compacted >= COMPACT_MS) {
        state.compacted = now;
        if ((await listCrowded()).length > 0) await work(logs, "compact", signal, log);
      }
      if (now - state.cleaned >= CLEAN_MS) {
        state.cleaned = now;
        await cleanJobs(logFolder(), GRACE_MS);
        await removeReplaced(logFolder(), new Date(now));
        await cleanCache(logFolder());
      }
      if (logBucket()) await moveToBucket(logs, state, signal, log);
      state.last = "";
      reportTrouble("logs sealed", null);
    } catch (error) {
      const message = (error as Error).message;
      // Every two seconds the same would be no news.
      if (!signal.aborted && message !== state.last) {
        log(`Log lines could not be sealed into files: ${message}`);
        reportTrouble("logs sealed", failureText(error as Error));
        state.last = message;
      }
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Brings files of the data folder into the bucket, a few at a time, and removes what nobody needs any more. */
async function moveToBucket(
  logs: LogUpkeep,
  state: { moveAt: number; listed: number },
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  const now = Date.now();
  if (now >= state.moveAt) {
    await removeMoved(logFolder());
    const moved = (await hasLocalFiles()) ? await work(logs, "move", signal, log) : 0;
    // What is damaged or on another machine stays behind, and need not be looked at all the time.
    state.moveAt = now + (moved > 0 ? MOVE_MS : COMPACT_MS);
  }
  if (now - state.listed < LIST_MS) return;
  const left = await removeLeftovers();
  state.listed = now;
  if (left > 0) log(`Files of logs in the bucket that nothing knew of any more were removed: ${left}`);
}

/** Has files removed that are too old. */
export async function sweepFiles(logs: LogUpkeep, { signal }: SweepContext, log: Log): Promise<void> {
  const { rowCount } = await pool().query(
    "SELECT FROM (SELECT project_id FROM log_file UNION ALL SELECT project_id FROM log_chunk) AS any_line LIMIT 1",
  );
  if (rowCount) await work(logs, "sweep", signal, log);
}

/** Has a task done; gives how many notes it made. */
async function work(logs: LogUpkeep, task: UpkeepTask, signal: AbortSignal, log: Log): Promise<number> {
  const { notes, trouble } = await logs.upkeep(task, signal);
  for (const note of notes) log(note);
  // What was set aside stays lost from view until somebody looks: a later round without trouble takes nothing back.
  if (trouble) reportTrouble(`logs ${task}`, trouble);
  return notes.length;
}

function failureText(error: Error): string {
  if (error.message.startsWith("The bucket "))
    return `${error.message} Until then log lines wait in the database.`;
  const isFull = diskState() === "full" || /no space left|ENOSPC/i.test(error.message);
  return isFull
    ? "The disk is full: log lines cannot be sealed into files and wait in the database. Make room."
    : "Log lines could not be sealed into files and wait in the database. The log says why; it is tried again.";
}
