/** Field name (dotted path) → one sentence for the person who filled it in. */
export type FieldMessages = Readonly<Record<string, string>>;

/**
 * An error that a door may show to the outside. `message` is public: what happened, what to do.
 * Anything else that is thrown is unknown and shows as a plain 500 whose text stays in the log.
 */
export abstract class CodedError extends Error {
  abstract readonly code: string;
  /** The HTTP status for doors that speak HTTP. */
  abstract readonly status: number;
}

/** 401: nobody is signed in, or the credentials do not match. */
export class UnauthorizedError extends CodedError {
  readonly code = "unauthorized";
  readonly status = 401;

  constructor(message = "This needs a signed-in person. Sign in and try again.") {
    super(message);
  }
}

/** 403: the person is known and may not do this, or the request did not come from our own pages. */
export class ForbiddenError extends CodedError {
  readonly code = "forbidden";
  readonly status = 403;

  constructor(message = "This account may not do that. Ask an owner of this server.") {
    super(message);
  }
}

/** 404: missing, or somebody else's; both look the same. */
export class NotFoundError extends CodedError {
  readonly code = "not_found";
  readonly status = 404;

  constructor(message = "Nothing is here. It may have been deleted, or the address is wrong.") {
    super(message);
  }
}

/** 400: the input cannot be used as it is. Nothing was changed. */
export class InvalidInputError extends CodedError {
  readonly code = "invalid_input";
  readonly status = 400;

  constructor(
    message = "Some of the input cannot be used. Nothing was changed.",
    readonly fields: FieldMessages = {},
  ) {
    super(message);
  }
}

/** 409: somebody else was first, or the thing is no longer in the state that this needs. */
export class ConflictError extends CodedError {
  readonly code = "conflict";
  readonly status = 409;
}

/** 413: the body is larger than this door takes. */
export class TooLargeError extends CodedError {
  readonly code = "too_large";
  readonly status = 413;
}

/** 429: too many tries; `retryAfterSeconds` says when the next one is worth it. */
export class RateLimitedError extends CodedError {
  readonly code = "rate_limited";
  readonly status = 429;

  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}
