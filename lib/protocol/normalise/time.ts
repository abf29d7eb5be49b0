import { parseTimestamp } from "@/lib/protocol/parse-timestamp";
import type { Source } from "./source";

const MINUTE = 60_000;
const MIN_DRIFT = 55 * MINUTE;
const MAX_FUTURE = MINUTE;
const MAX_PAST = 30 * 24 * 60 * MINUTE;

/** What to add to the client's times: 0, or how far its clock is off if that is 55 minutes or more (as Relay does). */
export function clockShift(event: Source, sentAt: number | undefined, receivedAt: Date): number {
  if (sentAt === undefined) return 0;
  const drift = receivedAt.getTime() - sentAt;
  if (Math.abs(drift) < MIN_DRIFT) return 0;
  const minutes = Math.round(Math.abs(drift) / MINUTE);
  const reason = `The client's clock was ${minutes} minutes ${drift > 0 ? "behind" : "ahead"}: all times were corrected.`;
  event.notes.add("clock_drift", "timestamp", reason);
  return drift;
}

/** When it happened. What cannot be true (30 days ago, more than a minute ahead) becomes the time of receipt. */
export function normaliseTime(event: Source, shiftMs: number, receivedAt: Date): string {
  const sent = event.get("timestamp");
  const received = receivedAt.toISOString();
  if (sent === undefined) return received;
  const ms = parseTimestamp(sent);
  if (ms === null) {
    event.drop("timestamp", "This is not a time: the time of receipt is used.", sent);
    return received;
  }
  const shifted = ms + shiftMs;
  if (shifted > receivedAt.getTime() + MAX_FUTURE) {
    event.notes.add(
      "future_timestamp",
      "timestamp",
      "More than 60 seconds ahead: the time of receipt is used.",
      sent,
    );
    return received;
  }
  if (shifted < receivedAt.getTime() - MAX_PAST) {
    event.notes.add(
      "past_timestamp",
      "timestamp",
      "More than 30 days old: the time of receipt is used.",
      sent,
    );
    return received;
  }
  return new Date(shifted).toISOString();
}
