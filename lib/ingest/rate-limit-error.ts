/** Whom a limit holds back: one key, one project, or this whole installation (`organization` in Sentry's words). */
export type RateLimitScope = "key" | "project" | "organization";

/** Thrown when something is refused now and may be sent again later: answered 429 with both headers. */
export class RateLimitError extends Error {
  override readonly name: string = "RateLimitError";
  readonly scope: RateLimitScope;
  /** A short word of our own: for the outcome counters, and at the end of `X-Sentry-Rate-Limits`. */
  readonly reason: string;
  readonly retryAfterSeconds: number;

  constructor(message: string, limit: { scope: RateLimitScope; reason: string; retryAfterSeconds: number }) {
    super(message);
    this.scope = limit.scope;
    this.reason = limit.reason;
    this.retryAfterSeconds = limit.retryAfterSeconds;
  }
}
