import { setTimeout as sleep } from "node:timers/promises";
import { reportTrouble } from "@/lib/health/report";

/** Work that is never done for good. */
export interface Chore {
  /** Under which its trouble is reported. */
  name: string;
  /** Between the end of one round and the next. */
  pauseMs: number;
  /** What its failure is called in the log: "New issues could not be given to their owners". */
  failure: string;
  /** What people are told of a failure; unset means what the log is told, and that it is tried again. */
  explain?: (error: Error) => string;
  /** Failures that are no news, such as another worker that was faster. */
  isExpected?: (error: unknown) => boolean;
  round: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Does it again and again until `signal` stops it; then it returns when the round in hand is over. A failure ends its round
 * only: it is told once, as long as it stays the same, and taken back by the next round that succeeds.
 */
export async function keepDoing(
  chore: Chore,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  const { name, pauseMs, failure, round } = chore;
  const explain = chore.explain ?? (() => `${failure}. The log says why; it is tried again.`);
  let last = "";
  while (!signal.aborted) {
    try {
      await round(signal);
      last = "";
      reportTrouble(name, null);
    } catch (error) {
      const { message } = error as Error;
      if (!signal.aborted && message !== last && !chore.isExpected?.(error)) {
        log(`${failure}: ${message}`);
        reportTrouble(name, explain(error as Error));
        last = message;
      }
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
