import { reportTrouble } from "@/lib/health/report";
import { logTrouble } from "./log-trouble";

let since: number | undefined;

/** Whether Postgres failed to take a batch and none has succeeded since: events go to the buffer without asking it. */
export function isAway(): boolean {
  return since !== undefined;
}

/** Notes that Postgres did not take a batch, or not in time. */
export function noteAway(error: unknown): void {
  since ??= Date.now();
  reportTrouble("ingest", `Postgres takes no events since ${clock(since)}: ${describe(error)}.`);
  logTrouble("Postgres does not take events, they are buffered on disk", error);
}

/** Notes that Postgres took something. */
export function noteBack(): void {
  if (since === undefined) return;
  reportTrouble("ingest", null);
  process.stderr.write(`Postgres takes events again, after ${((Date.now() - since) / 1000).toFixed(1)} s\n`);
  since = undefined;
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
