import { logTrouble } from "@/lib/ingest/log-trouble";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import { rateLimitHeaders } from "@/lib/ingest/respond";
import { ProtocolError } from "@/lib/protocol/protocol-error";

/** Why a request is refused, for each door to say it in its own words. */
export interface Refusal {
  /** That of a `ProtocolError`, 429 beyond a limit, 503 for trouble of our own. */
  status: number;
  /** The word of a `ProtocolError` or of a limit; `trouble` for our own. */
  reason: string;
  /** A sentence of our own. */
  message: string;
  /** `Retry-After` where sending again helps, else nothing. */
  headers: Record<string, string>;
}

const RETRY_SECONDS = 30;

const SENTENCES: Record<string, string> = {
  missing_auth: "a token is required",
  unknown_key: "the token is not known here, or it is disabled",
};

/** What an error means to a sender. What nobody foresaw goes to our log and is not shown. */
export function describeRefusal(error: unknown): Refusal {
  if (error instanceof ProtocolError) {
    const { status, reason } = error;
    return { status, reason, message: SENTENCES[reason] ?? sentenceOf(error), headers: {} };
  }
  if (error instanceof RateLimitError) {
    const { reason, message } = error;
    return { status: 429, reason, message, headers: rateLimitHeaders(error, "log_item") };
  }
  logTrouble("Log lines could not be stored", error);
  return {
    status: 503,
    reason: "trouble",
    message: "the lines could not be stored now",
    headers: { "retry-after": String(RETRY_SECONDS) },
  };
}

/** What is wrong, and why. */
export function sentenceOf({ message, causes }: ProtocolError): string {
  return [message, ...causes].join(": ");
}
