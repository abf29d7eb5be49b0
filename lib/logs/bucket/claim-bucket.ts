import { pool } from "@/lib/db/pool";
import { BucketError } from "./bucket-error";
import type { LogBucket } from "./open-bucket";
import { nameBucket } from "./settings";

/** Says whose files lie under a prefix. */
const MARK = "jackdaw.json";

/**
 * Makes sure, at start, that files can be put into the bucket and are this installation's: a small object with its id is written
 * there once. Throws BucketError: for settings and rights; when another installation has that prefix, which would take our
 * files for its leavings; when the catalog has files in a bucket, and it is not this one.
 */
export async function claimBucket(bucket: LogBucket): Promise<void> {
  const { rows } = await pool().query<{ installation: string; files: boolean }>(
    `SELECT installation::text, EXISTS (SELECT FROM log_file WHERE bucket_at IS NOT NULL AND replaced_at IS NULL) AS files
       FROM log_installation`,
  );
  const [{ installation, files } = { installation: "", files: false }] = rows;
  const found = await bucket.getText(MARK);
  const where = `The bucket ${nameBucket(bucket.settings)}`;
  if (found !== null && !found.includes(installation))
    throw new BucketError(
      "refused",
      `${where} belongs to another installation of Jackdaw. Give this one a prefix of its own, such as s3://${bucket.settings.bucket}/second.`,
    );
  if (found === null && files)
    throw new BucketError(
      "refused",
      `${where} is not the one that the files of logs are in: ${MARK} is missing there. Set the earlier bucket again, or copy all of it here first.`,
    );
  // Each time: the right to write may have been taken away.
  await bucket.putText(MARK, `${JSON.stringify({ installation })}\n`);
}

/** Whether the bucket has worked before: then an installation starts without it, and says so. */
export async function hasRemoteFiles(): Promise<boolean> {
  const { rowCount } = await pool().query("SELECT FROM log_file WHERE bucket_at IS NOT NULL LIMIT 1");
  return rowCount === 1;
}
