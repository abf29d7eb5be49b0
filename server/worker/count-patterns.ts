import { ClaimLostError } from "@/lib/ingest/log-patterns/claim-chunks";
import { countLines, listCountable } from "@/lib/ingest/log-patterns/count-lines";
import { removeStale } from "@/lib/logs/issues/remove-stale";
import type { Chore } from "./keep-doing";

const CLEAN_MS = 600_000;
let cleaned = 0;

/**
 * Counts new log lines as events of the issues that were made of their patterns, within about two seconds. Where no such issue
 * is, a round is one look at an empty table.
 */
export const countPatterns: Chore = {
  name: "log patterns",
  pauseMs: 2_000,
  failure: "Log lines could not be counted for the issues of their patterns",
  isExpected: (error) => error instanceof ClaimLostError,
  round: async (signal) => {
    for (const projectId of await listCountable()) while (!signal.aborted && (await countLines(projectId)));
    if (Date.now() - cleaned < CLEAN_MS) return;
    cleaned = Date.now();
    await removeStale(new Date());
  },
};
