const PAUSE_MS = 1_000;

/** Turns that ask the same question one after the other, each for everybody who came before it began. */
export interface Readings {
  /** The answer's arrival, of a question that is asked after this call. Rejects when asking fails. */
  next(): Promise<void>;
  /** The same, content with the answer to a question that is under way. */
  soonest(): Promise<void>;
}

/**
 * Runs `read` at most once a second, never twice at once. Who comes while a question is under way waits for the one
 * after it: the answer to the first may be older than what they ask about.
 */
export function openReadings(read: () => Promise<void>): Readings {
  let upcoming: Promise<void> | undefined;
  let running: Promise<void> | undefined;
  let begunAt = 0;

  async function turn(): Promise<void> {
    await running?.catch(() => {});
    const pause = begunAt + PAUSE_MS - Date.now();
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    upcoming = undefined;
    begunAt = Date.now();
    running = read().finally(() => {
      running = undefined;
    });
    await running;
  }

  const next = () => (upcoming ??= turn());
  return { next, soonest: () => running ?? next() };
}
