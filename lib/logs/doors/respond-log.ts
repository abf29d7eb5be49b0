import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import type { IngestResponse } from "@/lib/ingest/request";
import { rateLimitHeaders, respondError } from "@/lib/ingest/respond";

/**
 * The answer to an error at a log door, as `respondError` of lib/ingest; a 429 names the category of log lines, so that an
 * SDK goes on with its events.
 */
export function respondLogError(error: unknown): IngestResponse {
  const answer = respondError(error);
  if (!(error instanceof RateLimitError)) return answer;
  return { ...answer, headers: { ...answer.headers, ...rateLimitHeaders(error, "log_item") } };
}
