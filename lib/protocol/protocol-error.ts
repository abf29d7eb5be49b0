export type ProtocolStatus = 400 | 401 | 403 | 408 | 413 | 415;

/**
 * A request that we refuse, with the answer to give: HTTP `status`, `reason` for the outcome counters (short
 * snake_case, a closed set of words) and `causes` for the person who reads the response.
 * Message and causes are our own sentences; they never repeat what the client sent.
 */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";

  constructor(
    readonly status: ProtocolStatus,
    readonly reason: string,
    message: string,
    readonly causes: string[] = [],
  ) {
    super(message);
  }
}
