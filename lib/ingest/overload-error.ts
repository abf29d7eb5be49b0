import { RateLimitError } from "./rate-limit-error";

/**
 * `overload`: more is under way than memory is kept for; `spool_full`: the disk buffer for outages holds no more;
 * `disk_full`: so little room is left that the database may stop.
 */
export type OverloadReason = "overload" | "spool_full" | "disk_full";

const RETRY_SECONDS = 60;

/** Thrown when the whole installation can take no more for now, whoever sends. */
export class OverloadError extends RateLimitError {
  override readonly name = "OverloadError";

  constructor(message: string, reason: OverloadReason = "overload") {
    super(message, { scope: "organization", reason, retryAfterSeconds: RETRY_SECONDS });
  }
}
