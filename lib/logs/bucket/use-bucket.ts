import { env } from "@/lib/env";
import { type LogBucket, openBucket } from "./open-bucket";
import { readBucketSettings } from "./settings";

// The server bundle and Next hold separate instances of this module in development; one client serves both.
const holder = globalThis as typeof globalThis & { jackdawLogBucket?: LogBucket | null | undefined };

/** The bucket of log files; null when they lie in the data folder. Opened on first use. */
export function logBucket(): LogBucket | null {
  if (holder.jackdawLogBucket === undefined) {
    const settings = readBucketSettings(env());
    holder.jackdawLogBucket = settings ? openBucket(settings) : null;
  }
  return holder.jackdawLogBucket;
}

/** Makes `logBucket()` answer with this one; undefined asks the settings again: for tests. */
export function useBucket(given: LogBucket | null | undefined): void {
  holder.jackdawLogBucket = given;
}
