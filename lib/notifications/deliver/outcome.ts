/** What became of a try. `answer` is for people: what the other side said, or why nothing was sent. */
export type Outcome = {
  status: "sent" | "retry" | "failed" | "dropped";
  answer: string;
  /** Of `retry`: when the other side wants to be asked again. */
  retryAfterSeconds?: number;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const waits = [10, 30, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];
/** The first hour's, and one each hour until 72 are over. */
const MOST_TRIES = waits.length + 72;

/**
 * Seconds until the next try after so many, or null when that was the last. Tries are counted, not hours: a server that was
 * switched off for a week has not tried. The other side's wish is heard up to an hour.
 */
export function nextTry(attempts: number, retryAfterSeconds = 0): number | null {
  if (attempts >= MOST_TRIES) return null;
  return Math.max(waits[attempts - 1] ?? HOUR, Math.min(retryAfterSeconds, HOUR));
}
