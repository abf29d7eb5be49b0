import { setImmediate } from "node:timers/promises";

/** How long a preview works without looking at anything else, in ms. */
export const SLICE_MS = 8;

/**
 * Shares the process with everything else: awaited after each small piece of work, the answer lets other sockets have
 * their turn whenever a slice is over.
 */
export function openTurns(): () => Promise<void> {
  let end = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() < end) return;
    await setImmediate();
    end = performance.now() + SLICE_MS;
  };
}
