/**
 * Why something could not be done with the bucket. `away`: it does not answer or has no time; the same may work later.
 * `refused`: settings or rights are wrong; a person must change something. `missing`: there is no such object. `damaged`: an
 * object is not what was put there.
 */
export type BucketFailure = "away" | "refused" | "missing" | "damaged";

/** A failure of the bucket, with a sentence that begins with “The bucket”. */
export class BucketError extends Error {
  constructor(
    readonly failure: BucketFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "BucketError";
  }
}
