/**
 * Thrown when nobody can tell whether a key exists: it is not among those in memory, and the database that would know
 * does not answer. Neither a yes nor a no.
 */
export class KeyUnverifiedError extends Error {
  override readonly name = "KeyUnverifiedError";

  constructor(
    readonly publicKey: string,
    options?: ErrorOptions,
  ) {
    super("the key cannot be looked up while the database is away", options);
  }
}
