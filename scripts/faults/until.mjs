import { setTimeout as sleep } from "node:timers/promises";

/** Waits until `isTrue` answers yes. Throws `what` did not come true after `longestMs`. */
export async function until(isTrue, what, longestMs = 30_000) {
  const end = performance.now() + longestMs;
  for (;;) {
    if (await isTrue()) return;
    if (performance.now() > end) throw new Error(`Waited ${longestMs / 1000} s in vain: ${what}`);
    await sleep(20);
  }
}
