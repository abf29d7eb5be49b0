import { setTimeout as sleep } from "node:timers/promises";

const LOOK_MS = 250;

/** How long to wait, and who may call it off. */
export interface Patience {
  ms: number;
  signal?: AbortSignal;
}

/**
 * Looks four times a second until there is something, which it returns; throws with what `missing` says when there is nothing in time.
 *
 * Senders begin while one test runs and go on in the next. `expect.poll` is not for them: Playwright ends it at the end of the
 * test in which it began, as if what it waits for had come.
 */
export async function waitUntil<T>(
  look: () => Promise<T | undefined> | T | undefined,
  missing: () => Promise<string> | string,
  { ms, signal }: Patience,
): Promise<T> {
  for (const until = Date.now() + ms; ; ) {
    signal?.throwIfAborted();
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(await missing());
    await sleep(LOOK_MS);
  }
}
