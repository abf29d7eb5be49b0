/** Why a request got no answer, in words for the people who set it up. */
export class OutgoingError extends Error {
  constructor(
    message: string,
    /** Whether another try would meet the same. */
    readonly isPermanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
