import { canonicalEventId } from "@/lib/protocol/canonical-event-id";
import { type Auth, parseAuth } from "@/lib/protocol/parse-auth";
import { parseDsn } from "@/lib/protocol/parse-dsn";
import type { Envelope, EnvelopeItem } from "@/lib/protocol/parse-envelope";
import { parseEvent } from "@/lib/protocol/parse-event";
import { parseTimestamp } from "@/lib/protocol/parse-timestamp";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { authenticate } from "./authenticate";
import { countOutcome } from "./count-outcome";
import { itemCategory } from "./item-category";
import type { KeyEntry } from "./key-directory";
import type { Door } from "./match-door";
import { checkEventLimit, refuseFlood } from "./quota/limit-events";
import { RateLimitError } from "./rate-limit-error";
import { readEnvelope } from "./read-envelope";
import { receiveLogItems } from "./receive-log-item";
import { countingRefusals, type EventSource, MAX_EVENT_BYTES, receiveEvent } from "./receive-event";
import type { ActiveRequest, IngestResponse } from "./request";
import { rateLimitHeaders, respondError, respondJson } from "./respond";

/** `POST /api/{project}/envelope/`. Without any other authentication the `dsn` of the envelope header is used. */
export async function receiveEnvelope(request: ActiveRequest, door: Door): Promise<IngestResponse> {
  const auth = parseAuth(request);
  if (!auth) {
    const envelope = await readEnvelope(request);
    const tunnelled = authFromDsn(envelope);
    const key = await authenticate(tunnelled, door, request.remoteAddress);
    return countingRefusals(key, "error", () => receiveItems(envelope, key, request, tunnelled));
  }
  const key = await authenticate(auth, door, request.remoteAddress);
  return countingRefusals(key, "error", async () => {
    refuseFlood(key);
    const envelope = checkedAgainst(auth, door, await readEnvelope(request));
    return receiveItems(envelope, key, request, auth);
  });
}

/**
 * Stores the event and the logs of an envelope; counts and skips what we do not support yet. An event beyond a limit goes with its
 * attachments; when something else is left the answer is 200 all the same, and the limit stands in its headers.
 * Counting every other refusal is the caller's.
 */
export async function receiveItems(
  envelope: Envelope,
  key: KeyEntry,
  request: ActiveRequest,
  auth: Auth | null,
): Promise<IngestResponse> {
  let id: string | undefined;
  let limit: RateLimitError | undefined;
  const event = envelope.items.find((item) => item.type === "event");
  if (event) {
    try {
      id = await receiveEventItem(event, envelope, key, { request, auth });
    } catch (error) {
      if (!(error instanceof RateLimitError)) throw error;
      limit = error;
    }
  }
  const logs = await receiveLogItems(envelope.items, key, request);
  let left = logs.accepted;
  for (const item of envelope.items) {
    if (item.type === "log") continue;
    const category = itemCategory(item.type);
    if (limit && (item === event || item.type === "attachment")) {
      countOutcome(key, { category, outcome: "rate_limited", reason: limit.reason });
    } else if (item !== event) {
      countOutcome(key, { category, outcome: "unsupported" });
      left++;
    }
  }
  if (left === 0 && !id && (limit ?? logs.limit)) return respondLimits(limit, logs.limit);
  return respondJson(200, id ? { id } : {}, limitHeaders(limit, logs.limit));
}

/** The answer when nothing of an envelope could be taken. */
function respondLimits(event: RateLimitError | undefined, logs: RateLimitError | undefined): IngestResponse {
  const answer = respondError(event ?? logs);
  return { ...answer, headers: { ...answer.headers, ...limitHeaders(event, logs) } };
}

/** What holds back events, lines of logs, or both. */
function limitHeaders(
  event: RateLimitError | undefined,
  logs: RateLimitError | undefined,
): Record<string, string> | undefined {
  const own = event && rateLimitHeaders(event);
  const others = logs && rateLimitHeaders(logs, "log_item");
  if (!own || !others) return own ?? others;
  return {
    ...others,
    ...own,
    "x-sentry-rate-limits": `${own["x-sentry-rate-limits"]}, ${others["x-sentry-rate-limits"]}`,
  };
}

/** Its id, once it is durable. Throws `ProtocolError` and `RateLimitError`. */
async function receiveEventItem(
  item: EnvelopeItem,
  envelope: Envelope,
  key: KeyEntry,
  source: EventSource,
): Promise<string | undefined> {
  checkEventLimit(key);
  if (item.payload.byteLength > MAX_EVENT_BYTES) {
    throw new ProtocolError(413, "too_large", `the event is larger than ${MAX_EVENT_BYTES} bytes`);
  }
  return receiveEvent(() => parseEvent(item.payload), key, {
    ...source,
    eventId: eventIdOf(envelope),
    sentAt: parseTimestamp(envelope.header.sent_at) ?? undefined,
  });
}

function authFromDsn(envelope: Envelope): Auth | null {
  const dsn = parseDsn(envelope.header.dsn);
  return dsn && { publicKey: dsn.publicKey, version: "7" };
}

function checkedAgainst(auth: Auth, door: Door, envelope: Envelope): Envelope {
  const dsn = parseDsn(envelope.header.dsn);
  if (
    dsn &&
    (dsn.publicKey !== auth.publicKey || (door.projectId !== undefined && dsn.projectId !== door.projectId))
  ) {
    throw new ProtocolError(
      400,
      "header_mismatch",
      "header mismatch: the envelope's DSN and the request's key or project differ",
    );
  }
  return envelope;
}

function eventIdOf(envelope: Envelope): string | undefined {
  if (envelope.header.event_id === undefined) return undefined;
  const id = canonicalEventId(envelope.header.event_id);
  if (!id)
    throw new ProtocolError(400, "invalid_event_id", "invalid event id: 32 hexadecimal digits are expected");
  return id;
}
