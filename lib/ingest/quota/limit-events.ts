import { ingestPool } from "@/lib/db/pool";
import { isFlood, noteRefusal } from "./flood";
import { type LimitedKey, openQuota, type Quota } from "./open-quota";

const quota: Quota = openQuota({ db: ingestPool });

/** Throws `RateLimitError` when no event of this key can be taken in this minute. Looks up two numbers, no more. */
export function checkEventLimit(key: LimitedKey): void {
  noting(key, () => quota.check(key, "error"));
}

/** Counts one event against the limits of its key and project. Throws `RateLimitError` when it is one too many. */
export function takeFromEventLimit(key: LimitedKey): void {
  noting(key, () => quota.take(key, "error"));
}

/** Throws `RateLimitError` when no log line of this project can be taken in this minute. */
export function checkLineLimit(key: LimitedKey): void {
  quota.check(key, "log_item");
}

/** Counts lines that came together against the project's limit. Throws `RateLimitError` when they are too many. */
export function takeFromLineLimit(key: LimitedKey, lines: number): void {
  quota.take(key, "log_item", lines);
}

/**
 * Throws `RateLimitError` for a key whose events are refused by the hundred: what else its requests hold is then not
 * worth reading.
 */
export function refuseFlood(key: LimitedKey): void {
  if (isFlood(key.keyId)) checkEventLimit(key);
}

function noting(key: LimitedKey, ask: () => void): void {
  try {
    ask();
  } catch (error) {
    noteRefusal(key.keyId);
    throw error;
  }
}
