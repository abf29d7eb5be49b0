import { ACCEPTED_ENCODINGS } from "@/lib/protocol/choose-encoding";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { OverloadError } from "./batch";
import { CORS_HEADERS } from "./cors";
import { logTrouble } from "./log-trouble";
import type { IngestResponse } from "./request";

const RETRY_SECONDS = 60;

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
  if (error instanceof OverloadError) {
    return respondJson(
      429,
      { detail: error.message, causes: [] },
      {
        "x-sentry-error": error.message,
        "retry-after": String(RETRY_SECONDS),
        "x-sentry-rate-limits": `${RETRY_SECONDS}:error;default;security:organization:overload`,
      },
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
