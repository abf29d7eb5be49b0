import { BucketError } from "./bucket-error";
import { claimBucket, hasRemoteFiles } from "./claim-bucket";
import { logBucket } from "./use-bucket";

/**
 * Looks at the bucket when the server starts. Throws a sentence for a person when it cannot be used; one that has worked before
 * and does not answer now is no reason not to take events: that is logged, and `/healthz` says so until it is back.
 */
export async function startBucket(log: (line: string) => void): Promise<void> {
  const bucket = logBucket();
  if (!bucket) {
    if (await hasRemoteFiles())
      log("Files of logs lie in a bucket, and JACKDAW_LOGS_BUCKET is not set: they cannot be searched.");
    return;
  }
  try {
    await claimBucket(bucket);
  } catch (error) {
    const isAway = error instanceof BucketError && error.failure === "away";
    if (!isAway || !(await hasRemoteFiles()))
      throw new Error(
        `${(error as Error).message} Until it works, unset JACKDAW_LOGS_BUCKET: log files then lie in the data folder, and move when it is set again.`,
        { cause: error },
      );
    log((error as Error).message);
  }
}
