/** What every step of a sweep gets. */
export interface SweepContext {
  /** "Now", so that tests can say what day it is. */
  now: Date;
  /** Set when the worker stops: a step finishes the batch in hand and returns. */
  signal: AbortSignal;
}

/** A step that nobody will stop: for tests and for work outside the hourly sweep. */
export function unstoppable(now: Date): SweepContext {
  return { now, signal: new AbortController().signal };
}
