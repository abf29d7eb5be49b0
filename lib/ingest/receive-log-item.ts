import { acceptLines } from "@/lib/logs/ingest/accept-lines";
import { VALUE_BYTES, weighLine } from "@/lib/logs/ingest/weigh-line";
import { rejectLines } from "@/lib/logs/ingest/reject-lines";
import { readSentryLogs } from "@/lib/logs/parse/sentry-logs";
import type { EnvelopeItem } from "@/lib/protocol/parse-envelope";
import { parseJson } from "@/lib/protocol/parse-json";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { countOutcome } from "./count-outcome";
import type { KeyEntry } from "./key-directory";
import { RateLimitError } from "./rate-limit-error";
import type { ActiveRequest } from "./request";
import type { Reservation } from "./reserve-memory";

/** Of one container of logs. */
export const MAX_LOGS_BYTES = 12 * 1024 * 1024;
/** A thousand lines with what belongs to them. */
const LIMITS = { nodes: 500_000 };
const DOOR = "sentry";

/**
 * Stores the lines of an envelope's log items; returns when they are durable. `accepted` counts the items of which something
 * was stored or nothing was sent, `limit` is what held others back. What cannot be read stands on the Rejected page. Throws
 * what keeps Postgres from storing them.
 */
export async function receiveLogItems(
  items: readonly EnvelopeItem[],
  key: KeyEntry,
  { remoteAddress: remote, memory }: ActiveRequest,
): Promise<{ accepted: number; limit?: RateLimitError }> {
  let accepted = 0;
  let limit: RateLimitError | undefined;
  for (const item of items) {
    if (item.type !== "log") continue;
    const { payload } = item;
    try {
      const logs = readItem(item, key, memory);
      const invalid = logs ? logs.invalid : countOf(item);
      if (invalid > 0) {
        const detail = logs
          ? "A log has to be an object with a body."
          : "The item has to hold a list of items.";
        rejectLines(key, {
          door: DOOR,
          reason: "invalid_log",
          detail,
          remote,
          sample: payload,
          lines: invalid,
        });
      }
      if (logs) await acceptLines(key, logs.lines, { door: DOOR, remote, rawBytes: payload.byteLength });
      accepted++;
    } catch (error) {
      if (error instanceof RateLimitError) limit = error;
      else if (error instanceof ProtocolError) {
        const lines = countOf(item);
        rejectLines(key, {
          door: DOOR,
          reason: error.reason,
          detail: error.message,
          remote,
          sample: payload,
          lines,
        });
        accepted++;
      } else throw error;
    }
  }
  return { accepted, limit };
}

/** The lines of an item. What they take is held before they are made. */
function readItem(
  item: EnvelopeItem,
  key: KeyEntry,
  { add }: Reservation,
): ReturnType<typeof readSentryLogs> {
  try {
    const items = parseJson(item.payload, { ...LIMITS, counted: (values) => add(values * VALUE_BYTES) });
    const logs = readSentryLogs(items, BigInt(Date.now()) * 1_000_000n);
    add(logs ? logs.lines.reduce((bytes, line) => bytes + weighLine(line), 0) : 0);
    return logs;
  } catch (error) {
    if (error instanceof RateLimitError)
      countOutcome(key, {
        category: "log_item",
        outcome: "rate_limited",
        reason: error.reason,
        quantity: countOf(item),
      });
    throw error;
  }
}

/** How many lines an item says that it holds; 1 when it does not say. */
function countOf({ header }: EnvelopeItem): number {
  const count = header["item_count"];
  return typeof count === "number" && Number.isInteger(count) && count > 0 && count <= 100_000 ? count : 1;
}
