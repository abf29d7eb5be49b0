import type { Env } from "@/lib/env";

/** Where sealed log files lie, when that is a bucket. */
export interface BucketSettings {
  bucket: string;
  /** Before the name of each object; empty or with a slash at its end. */
  prefix: string;
  /** Of the server; the bucket is in its host name or path. */
  origin: URL;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  /** `https://host/bucket/key` instead of `https://bucket.host/key`. */
  isPathStyle: boolean;
  /** What copies may take on this machine's disk. */
  cacheBytes: number;
}

const MB = 1_048_576;

/** The settings of the bucket; null when files lie in the data folder. */
export function readBucketSettings(env: Env): BucketSettings | null {
  const { JACKDAW_LOGS_BUCKET, JACKDAW_S3_ENDPOINT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = env;
  if (!JACKDAW_LOGS_BUCKET || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return null;
  const [bucket = "", ...folders] = JACKDAW_LOGS_BUCKET.slice("s3://".length).split("/").filter(Boolean);
  const region = env.AWS_REGION;
  return {
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(""),
    origin: new URL(JACKDAW_S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`),
    region,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: env.AWS_SESSION_TOKEN,
    // Servers of one's own have no host name for each bucket, and names with dots fit no certificate.
    isPathStyle: env.JACKDAW_S3_PATH_STYLE ?? (JACKDAW_S3_ENDPOINT !== undefined || bucket.includes(".")),
    cacheBytes: env.JACKDAW_LOGS_CACHE_MB * MB,
  };
}

/** The bucket in words: `s3://logs/jackdaw/ at s3.example.com`. */
export function nameBucket({ bucket, prefix, origin }: BucketSettings): string {
  return `s3://${bucket}/${prefix} at ${origin.host}`;
}
