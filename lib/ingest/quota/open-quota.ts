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
export type LimitedCategory = "error" | "log_item";
/** What a key's entry tells about its limits. */
export type LimitedKey = Pick<
  KeyEntry,
  "projectId" | "keyId" | "eventsPerMinute" | "projectEventsPerMinute" | "projectLogsPerMinute"
>;

const WORDS: Record<LimitedCategory, string> = { error: "events", log_item: "log lines" };

export interface Quota {
  /** Throws `RateLimitError` when a bucket of the key or of its project is empty. */
  check(key: LimitedKey, category: LimitedCategory): void;
  /**
   * The same, and uses up `count`, which is 1 if left out. More than is left is refused as a whole, unless the minute is
   * untouched: what comes together must be able to pass at some time.
   */
  take(key: LimitedKey, category: LimitedCategory, count?: number): void;
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

  function check(key: LimitedKey, category: LimitedCategory, count = 1): void {
    const limits = limitsOf(key, category);
    if (!limits) return;
    const used = usedIn(current(), { ...key, category });
    if (!fits(used.key, count, limits.key)) throw refusal("key", category);
    if (!fits(used.project, count, limits.project)) throw refusal("project", category);
  }

  function refusal(scope: "key" | "project", category: LimitedCategory): RateLimitError {
    const retryAfterSeconds = secondsLeft(current(), now());
    const message =
      `this ${scope} has had its ${WORDS[category]} for this minute: send again in ${retryAfterSeconds} s, ` +
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
    check: (key, category) => check(key, category),
    share,
    take(key, category, count = 1) {
      check(key, category, count);
      if (!limitsOf(key, category)) return;
      use(current(), { ...key, category }, count);
      arm();
    },
  };
}

/** What a key and its project may send in a minute; undefined without any limit. Logs are limited by project alone. */
function limitsOf(key: LimitedKey, category: LimitedCategory): { key: number; project: number } | undefined {
  const own = category === "error" ? key.eventsPerMinute : null;
  const all = category === "error" ? key.projectEventsPerMinute : key.projectLogsPerMinute;
  if (own === null && all === null) return undefined;
  return { key: own ?? Number.POSITIVE_INFINITY, project: all ?? Number.POSITIVE_INFINITY };
}

function fits(used: number, count: number, limit: number): boolean {
  return used + count <= limit || (used === 0 && limit > 0);
}
