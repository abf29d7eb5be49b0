import { logTrouble } from "./log-trouble";

let since: number | undefined;

/** Whether Postgres failed to take a batch and none has succeeded since: events go to the buffer without asking it. */
export function isAway(): boolean {
  return since !== undefined;
}

/** Since when it has been so, epoch ms; null when it is not. */
export function awaySince(): number | null {
  return since ?? null;
}

/** Notes that Postgres did not take a batch, or not in time. */
export function noteAway(error: unknown): void {
  since ??= Date.now();
  logTrouble("Postgres does not take events, they are buffered on disk", error);
}

/** Notes that Postgres took something. */
export function noteBack(): void {
  if (since === undefined) return;
  process.stderr.write(`Postgres takes events again, after ${((Date.now() - since) / 1000).toFixed(1)} s\n`);
  since = undefined;
}
