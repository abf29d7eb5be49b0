import type { Json } from "@/lib/protocol/event";
import type { Auth } from "@/lib/protocol/parse-auth";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { store } from "./batch";
import { countOutcome } from "./count-outcome";
import { inTurn } from "./in-turn";
import type { KeyEntry } from "./key-directory";
import { prepareEvent } from "./prepare-event";
import type { PreparedEvent } from "./prepared-event";
import { takeFromEventLimit } from "./quota/limit-events";
import { RateLimitError } from "./rate-limit-error";
import type { IngestRequest } from "./request";

export const MAX_EVENT_BYTES = 1024 * 1024;

/** What an event's surroundings tell about it. */
export interface EventSource {
  request: IngestRequest;
  auth: Auth | null;
  /** From the envelope header; wins over the payload's. */
  eventId?: string;
  /** From the envelope header, epoch ms. */
  sentAt?: number;
}

/**
 * Stores the event that `read` gives and returns its id when it is durable. Transactions that come as events are counted
 * and skipped. Throws what `read` throws, and `RateLimitError` when the key or its project has had its events for this
 * minute.
 */
export async function receiveEvent(
  read: () => Json,
  key: KeyEntry,
  source: EventSource,
): Promise<string | undefined> {
  const event = await inTurn(() => prepare(read(), key, source));
  if (!event) return undefined;
  await store(event, key.isUnverified ? key.publicKey : undefined);
  return event.eventId;
}

function prepare(raw: Json, key: KeyEntry, source: EventSource): PreparedEvent | undefined {
  if (isTransaction(raw)) {
    countOutcome(key, { category: "transaction", outcome: "unsupported" });
    return undefined;
  }
  takeFromEventLimit(key);
  return prepareEvent(raw, key, {
    eventId: source.eventId,
    receivedAt: new Date(),
    sentAt: source.sentAt,
    remoteAddress: source.request.remoteAddress,
    userAgent: source.request.headers["user-agent"],
    sdkClient: source.auth?.client,
  });
}

/** Runs `work` and counts its refusal, if there is one, as an invalid or rate-limited item of this key. */
export async function countingRefusals<T>(
  key: KeyEntry,
  category: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProtocolError) {
      countOutcome(key, { category, outcome: "invalid", reason: error.reason });
    } else if (error instanceof RateLimitError) {
      countOutcome(key, { category, outcome: "rate_limited", reason: error.reason });
    }
    throw error;
  }
}

function isTransaction(raw: Json): boolean {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) && raw.type === "transaction";
}
