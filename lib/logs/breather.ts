import { setImmediate } from "node:timers/promises";

const SLICE_MS = 12;
/** The clock is asked once in so many turns. */
const EVERY = 64;

/**
 * Lets the process look at its other sockets while much is read or reckoned: await what it returns, if it returns anything.
 */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now();
  let turns = 0;
  return () => {
    if (++turns % EVERY !== 0 || performance.now() - since < SLICE_MS) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
