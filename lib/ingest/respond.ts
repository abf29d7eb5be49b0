import { ACCEPTED_ENCODINGS } from "@/lib/protocol/choose-encoding";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { CORS_HEADERS } from "./cors";
import { logTrouble } from "./log-trouble";
import { RateLimitError } from "./rate-limit-error";
import type { IngestResponse } from "./request";

const RETRY_SECONDS = 60;
/** What SDKs call the things that become events here. */
const EVENT_CATEGORIES = "error;default;security";

/** A JSON answer that any web page may read. */
export function respondJson(
  status: number,
  body: object,
  headers: Record<string, string> = {},
): IngestResponse {
  return {
    status,
    headers: {
      ...CORS_HEADERS,
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

/**
 * The answer to what went wrong, in Relay's shape: `detail`, `causes`, and the same text in `X-Sentry-Error`. What
 * nobody foresaw goes to the log and is not shown.
 */
export function respondError(error: unknown): IngestResponse {
  if (error instanceof ProtocolError) {
    const headers: Record<string, string> = { "x-sentry-error": error.message };
    if (error.status === 415) headers["accept-encoding"] = ACCEPTED_ENCODINGS;
    return respondJson(error.status, { detail: error.message, causes: error.causes }, headers);
  }
  if (error instanceof RateLimitError) {
    return respondJson(
      429,
      { detail: error.message, causes: [] },
      { "x-sentry-error": error.message, ...rateLimitHeaders(error) },
    );
  }
  logTrouble("An event could not be stored", error);
  const detail = "the event could not be stored now";
  return respondJson(
    503,
    { detail, causes: [] },
    { "x-sentry-error": detail, "retry-after": String(RETRY_SECONDS) },
  );
}

/**
 * What tells an SDK to wait: never one header without the other. Without `X-Sentry-Rate-Limits` a 429 stops every
 * category, the client's own report about what it dropped included.
 */
export function rateLimitHeaders(
  { scope, reason, retryAfterSeconds }: RateLimitError,
  categories: string = EVENT_CATEGORIES,
): Record<string, string> {
  return {
    "retry-after": String(retryAfterSeconds),
    "x-sentry-rate-limits": `${retryAfterSeconds}:${categories}:${scope}:${reason}`,
  };
}
