import { expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { nameBucket, readBucketSettings } from "./settings";

const key = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" };
const read = (variables: Record<string, string>) => readBucketSettings(parseEnv({ ...key, ...variables }));

it("leaves files in the data folder when no bucket is named", () => {
  expect(read({})).toBeNull();
});

it("finds AWS by the region, and other servers by their address", () => {
  const aws = read({ JACKDAW_LOGS_BUCKET: "s3://logs", AWS_REGION: "eu-central-1" });
  expect(aws).toMatchObject({ bucket: "logs", prefix: "", region: "eu-central-1", isPathStyle: false });
  expect(aws?.origin.href).toBe("https://s3.eu-central-1.amazonaws.com/");
  const own = read({
    JACKDAW_LOGS_BUCKET: "s3://logs/a/b/",
    JACKDAW_S3_ENDPOINT: "http://10.0.0.7:9000",
    JACKDAW_LOGS_CACHE_MB: "300",
  });
  expect(own).toMatchObject({ prefix: "a/b/", isPathStyle: true, cacheBytes: 314_572_800 });
  expect(own && nameBucket(own)).toBe("s3://logs/a/b/ at 10.0.0.7:9000");
  const dotted = read({ JACKDAW_LOGS_BUCKET: "s3://logs.example.com" });
  expect(dotted?.isPathStyle).toBe(true);
  const hosted = { JACKDAW_S3_ENDPOINT: "https://s3.example.com", JACKDAW_S3_PATH_STYLE: "false" };
  expect(read({ JACKDAW_LOGS_BUCKET: "s3://logs", ...hosted })?.isPathStyle).toBe(false);
});
