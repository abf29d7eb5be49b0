import { failureOf } from "./explain-failure";

/**
 * Waits for what a query reads, no longer than `longestMs` and no longer than somebody wants it: a Postgres that is stuck must
 * not keep a turn. What comes later is let go of. Throws LogEngineError: `unavailable`, `cancelled`.
 */
export async function giveUpLate<T extends { release: () => void }>(
  held: Promise<T>,
  longestMs: number,
  signal?: AbortSignal,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failureOf("unavailable", "the database does not answer")), longestMs);
    onAbort = () => reject(failureOf("cancelled"));
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([held, over]);
  } catch (error) {
    held.then(
      ({ release }) => release(),
      () => {},
    );
    throw error;
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener("abort", onAbort);
  }
}
