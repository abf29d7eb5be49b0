import { CodedError, InvalidInputError } from "@/lib/errors";
import { LogEngineError, type LogEngineFailure } from "@/lib/logs/engine/engine";

/** A search that gave no answer; receiving goes on meanwhile. `code` is `search_` and why. */
export class SearchStoppedError extends CodedError {
  readonly code: string;
  readonly status: number;

  constructor(failure: LogEngineFailure, message: string, options?: ErrorOptions) {
    super(message);
    this.code = `search_${failure}`;
    const isLater =
      failure === "busy" || failure === "unavailable" || failure === "unread" || failure === "stale";
    this.status = isLater ? 503 : failure === "damaged" ? 500 : 504;
    this.cause = options?.cause;
  }
}

/** What the engine threw, as an error that a door may show. Anything else comes back as it is. */
export function explainSearch(error: unknown, timeoutMs: number): unknown {
  if (!(error instanceof LogEngineError)) return error;
  if (error.code === "invalid") return new InvalidInputError(error.message, { query: error.message });
  const seconds = Math.round(timeoutMs / 1000);
  const message =
    error.code === "timeout"
      ? `The search stopped after ${seconds} s. New lines are still being received. Try a shorter time range, or more conditions.`
      : error.message;
  return new SearchStoppedError(error.code, message, { cause: error });
}
