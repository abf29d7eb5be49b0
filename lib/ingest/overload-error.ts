import { RateLimitError } from "./rate-limit-error";

/** `overload`: more is under way than memory is kept for; `spool_full`: the disk buffer for outages holds no more. */
export type OverloadReason = "overload" | "spool_full";

const RETRY_SECONDS = 60;

/** Thrown when the whole installation can take no more for now, whoever sends. */
export class OverloadError extends RateLimitError {
  override readonly name = "OverloadError";

  constructor(message: string, reason: OverloadReason = "overload") {
    super(message, { scope: "organization", reason, retryAfterSeconds: RETRY_SECONDS });
  }
}
