import { logBucket } from "./use-bucket";

const FRESH_MS = 15_000;
let known: { at: number; text: string | null } = { at: Number.NEGATIVE_INFINITY, text: null };
let asking: Promise<void> | undefined;

/** Asks anew at the next question: for tests. */
export function forgetBucket(): void {
  known = { at: Number.NEGATIVE_INFINITY, text: null };
}

/**
 * What is wrong with the bucket, in a sentence for the owner; null while it answers and without a bucket. It is asked at most
 * every fifteen seconds, and nobody waits longer than `patienceMs` for it.
 */
export async function describeBucket(patienceMs: number): Promise<string | null> {
  const bucket = logBucket();
  if (!bucket) return null;
  if (performance.now() - known.at > FRESH_MS) {
    asking ??= bucket
      .ready()
      .then(
        () => null,
        (error: Error) =>
          `${error.message} Logs that are not on this machine's disk cannot be read until then.`,
      )
      .then((text) => {
        known = { at: performance.now(), text };
        asking = undefined;
      });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    await Promise.race([asking, patience]);
    clearTimeout(timer);
  }
  return known.text;
}
