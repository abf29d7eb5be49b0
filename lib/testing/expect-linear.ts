import { expect } from "vitest";

const FACTOR = 16;
const TRIES = 5;
/** Of the processor's time, ms: below it the clock is coarser than the work. */
const UNSEEN_MS = 10;

/**
 * Fails when `run` takes more than its input is worth: once with `size` may cost at most four times what sixteen runs with a
 * sixteenth of it cost (all of it again when it is linear, sixteen times when it is quadratic). Compares the processor's
 * time of this process, the best of five tries each, so that a busy machine changes nothing.
 */
export function expectLinear(run: (size: number) => unknown, size: number): void {
  const small = Math.floor(size / FACTOR);
  let inParts = Number.POSITIVE_INFINITY;
  let atOnce = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    inParts = Math.min(
      inParts,
      timeOf(() => {
        for (let part = 0; part < FACTOR; part++) run(small);
      }),
    );
    atOnce = Math.min(
      atOnce,
      timeOf(() => run(size)),
    );
    if (atOnce <= Math.max(inParts, UNSEEN_MS)) return;
  }
  expect(atOnce / inParts, "at once, against in parts").toBeLessThan(4);
}

/** What `work` takes of the processor's time, in ms. */
export function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
