import { formatExact } from "@/lib/format/format-count";
import { formatClock, formatDay } from "@/lib/format/format-time";

/** What was counted from `start` (ISO 8601) on. */
export type Bucket = { start: string; count: number };

const DAY_MS = 24 * 3_600_000;

/** Whether the bucket is not over yet by this clock. */
export function isRunning(bucket: Bucket, bucketMs: number): boolean {
  return Date.parse(bucket.start) + bucketMs > Date.now();
}

/** The bucket's time in the reader's zone: "18 Nov 14:00 to 15:00", or the day alone for whole days. */
export function describeSpan(bucket: Bucket, bucketMs: number): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const start = Date.parse(bucket.start);
  const end = start + bucketMs;
  if (bucketMs % DAY_MS === 0 && formatClock(start, zone) === "00:00") {
    return bucketMs === DAY_MS
      ? formatDay(start, zone)
      : `${formatDay(start, zone)} to ${formatDay(end - 1, zone)}`;
  }
  const endDay = formatDay(end, zone) === formatDay(start, zone) ? "" : `${formatDay(end, zone)} `;
  return `${formatDay(start, zone)} ${formatClock(start, zone)} to ${endDay}${formatClock(end, zone)}`;
}

/** The line of the tooltip, in two parts: when, and how many. */
export function describeBucket(bucket: Bucket | undefined, bucketMs: number, noun: string) {
  if (!bucket) return { when: "", value: "" };
  const soFar = isRunning(bucket, bucketMs) ? " so far" : "";
  return { when: describeSpan(bucket, bucketMs), value: `${formatExact(bucket.count)} ${noun}${soFar}` };
}
