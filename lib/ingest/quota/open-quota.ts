import type { Pool } from "pg";
import type { KeyEntry } from "@/lib/ingest/keys/key-entry";
import { logTrouble } from "@/lib/ingest/log-trouble";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import {
  beginSending,
  endSending,
  hasUnsent,
  holds,
  MINUTE_MS,
  type Minute,
  openMinute,
  secondsLeft,
  takeBack,
  use,
  usedIn,
} from "./minute";
import { deleteUseBefore, shareUse } from "./share-use";

const SHARE_MS = 1_000;
const CLEAN_MS = 10 * MINUTE_MS;

/** Categories that can be limited; each has a bucket of its own. */
export type LimitedCategory = "error";
/** What a key's entry tells about its limits. */
export type LimitedKey = Pick<KeyEntry, "projectId" | "keyId" | "eventsPerMinute" | "projectEventsPerMinute">;

export interface Quota {
  /** Throws `RateLimitError` when a bucket of the key or of its project is empty. */
  check(key: LimitedKey, category: LimitedCategory): void;
  /** The same, and uses up one. */
  take(key: LimitedKey, category: LimitedCategory): void;
  /** Tells the other processes what was used here, and learns what they used. Never throws. */
  share(): Promise<void>;
}

/**
 * Limits per minute, counted in memory. Processes tell each other through the database once a second, and only while a
 * key that has a limit is in use: n processes may let in what arrives at n − 1 of them within a second too much. While
 * the database is away each goes by its own count.
 */
export function openQuota({ db, now = () => Date.now() }: { db: () => Pool; now?: () => number }): Quota {
  let minute: Minute = openMinute(now());
  let timer: NodeJS.Timeout | undefined;
  let sharing: Promise<void> = Promise.resolve();
  let cleanedAt = now();

  function current(): Minute {
    if (!holds(minute, now())) minute = openMinute(now());
    return minute;
  }

  function check(key: LimitedKey, category: LimitedCategory): void {
    if (!isLimited(key)) return;
    const used = usedIn(current(), { ...key, category });
    if (used.key >= (key.eventsPerMinute ?? Number.POSITIVE_INFINITY)) throw refusal("key");
    if (used.project >= (key.projectEventsPerMinute ?? Number.POSITIVE_INFINITY)) throw refusal("project");
  }

  function refusal(scope: "key" | "project"): RateLimitError {
    const retryAfterSeconds = secondsLeft(current(), now());
    const message =
      `this ${scope} has had its events for this minute: send again in ${retryAfterSeconds} s, ` +
      `or raise the limit in the project's settings`;
    return new RateLimitError(message, { scope, reason: `${scope}_quota`, retryAfterSeconds });
  }

  function share(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    return (sharing = sharing.then(exchange));
  }

  async function exchange(): Promise<void> {
    const sent = current();
    const own = beginSending(sent);
    try {
      if (own.length > 0) endSending(sent, await shareUse(db(), sent.start, own));
      await clean();
    } catch (error) {
      takeBack(sent);
      logTrouble("Rate limits go by this process's own count, the shared one was not reached", error);
    }
    if (hasUnsent(current())) arm();
  }

  async function clean(): Promise<void> {
    if (now() - cleanedAt < CLEAN_MS) return;
    cleanedAt = now();
    await deleteUseBefore(db(), now() - CLEAN_MS);
  }

  function arm(): void {
    timer ??= setTimeout(() => void share(), SHARE_MS).unref();
  }

  return {
    check,
    share,
    take(key, category) {
      check(key, category);
      if (!isLimited(key)) return;
      use(current(), { ...key, category });
      arm();
    },
  };
}

function isLimited({ eventsPerMinute, projectEventsPerMinute }: LimitedKey): boolean {
  return eventsPerMinute !== null || projectEventsPerMinute !== null;
}
