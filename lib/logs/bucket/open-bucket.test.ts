import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { BucketError } from "./bucket-error";
import { type BucketOptions, type LogBucket, openBucket } from "./open-bucket";
import { type S3Replay, serveS3 } from "./testing/serve-s3";

const quick: BucketOptions = { waitMs: 1, restMs: 0, silenceMs: 1_000 };
let folder = "";
let s3: S3Replay;
let bucket: LogBucket;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jackdaw-bucket-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  s3 = await serveS3();
  bucket = openBucket(s3.settings, quick);
});
afterEach(async () => {
  bucket.close();
  await s3.stop();
});

const bytesOf = (size: number) => Buffer.from(Array.from({ length: size }, (_, index) => index % 251));
const factsOf = (body: Buffer) => ({
  bytes: body.length,
  sha256: createHash("sha256").update(body).digest("hex"),
});

async function put(name: string, body = bytesOf(200_000)) {
  const path = join(folder, "up");
  await writeFile(path, body);
  await bucket.putFile(name, path, factsOf(body));
  return { body, facts: factsOf(body), target: join(folder, "down") };
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof BucketError ? error.failure : String(error)),
  );

it("puts, gets, lists and removes files under its prefix", async () => {
  const { body, facts, target } = await put("1/2026-11-22/a b ü.parquet");
  expect([...s3.objects.keys()]).toEqual(["logs/1/2026-11-22/a b ü.parquet"]);
  await bucket.getFile("1/2026-11-22/a b ü.parquet", target, facts);
  expect((await readFile(target)).equals(body)).toBe(true);
  for (const name of ["b", "c", "d", "e", "f", "g"]) await bucket.putText(name, name);
  s3.objects.set("other/x", { body, modifiedAt: new Date() });
  const names: string[] = [];
  for await (const { objects } of bucket.list()) names.push(...objects.map(({ name }) => name));
  expect(names).toEqual(["1/2026-11-22/a b ü.parquet", "b", "c", "d", "e", "f", "g"]);
  await bucket.remove("b");
  await bucket.remove("b");
  expect(await bucket.getText("b")).toBeNull();
  expect(await bucket.getText("c")).toBe("c");
});

it("is refused with a wrong key, and says what to check", async () => {
  const wrong = openBucket({ ...s3.settings, secretAccessKey: "wrong" }, quick);
  await expect(wrong.putText("x", "x")).rejects.toThrow(
    /refuses: 403 SignatureDoesNotMatch.*AWS_SECRET_ACCESS_KEY/,
  );
  wrong.close();
  const other = openBucket({ ...s3.settings, bucket: "nope" }, quick);
  await expect(other.ready()).rejects.toThrow(/NoSuchBucket.*JACKDAW_LOGS_BUCKET/);
  other.close();
  expect(s3.asked).toHaveLength(2);
});

it("never takes a file for stored that changed on its way", async () => {
  const body = bytesOf(1_000);
  const path = join(folder, "up");
  await writeFile(path, body);
  const wrong = { ...factsOf(body), sha256: factsOf(bytesOf(999)).sha256 };
  expect(await failureOf(bucket.putFile("x", path, wrong))).toBe("refused");
  expect(s3.objects.size).toBe(0);
});

it("tries again after 503, a cut body and silence, and gives up in the end", async () => {
  const { facts, target, body } = await put("x");
  for (const fault of [503, 500, "hang"] as const) {
    const times = fault === "hang" ? 1 : 2;
    let left = times;
    s3.faults = { refuse: () => (left-- > 0 ? fault : null) };
    await bucket.getFile("x", target, facts);
    expect((await readFile(target)).equals(body)).toBe(true);
    left = times;
    await put("y");
  }
  let cuts = 2;
  s3.faults = { cuts: () => cuts-- > 0 };
  await bucket.getFile("x", target, facts);
  expect((await readFile(target)).equals(body)).toBe(true);
  await rm(target);
  s3.faults = { cuts: () => true };
  expect(await failureOf(bucket.getFile("x", target, facts))).toBe("away");
  s3.faults = { refuse: () => 503 };
  expect(await failureOf(bucket.getFile("x", target, facts))).toBe("away");
  expect((await readdir(folder)).filter((name) => name === "down")).toEqual([]);
});

it("knows a damaged object and a missing one", async () => {
  const { facts, target, body } = await put("x");
  await rm(target, { force: true });
  s3.objects.set("logs/x", {
    body: Buffer.concat([body.subarray(1), Buffer.from("!")]),
    modifiedAt: new Date(),
  });
  expect(await failureOf(bucket.getFile("x", target, facts))).toBe("damaged");
  s3.objects.set("logs/x", { body: Buffer.concat([body, body]), modifiedAt: new Date() });
  expect(await failureOf(bucket.getFile("x", target, facts))).toBe("damaged");
  expect(await failureOf(bucket.getFile("y", target, facts))).toBe("missing");
  expect((await readdir(folder)).filter((name) => name === "down")).toEqual([]);
});

it("asks nothing for a while after it found nobody, and goes on when the bucket is back", async () => {
  const patient = openBucket(s3.settings, { ...quick, tries: 2, restMs: 60_000 });
  await patient.ready();
  await s3.stop();
  expect(await failureOf(patient.getText("x"))).toBe("away");
  await s3.start();
  s3.asked.length = 0;
  expect(await failureOf(patient.ready())).toBe("away");
  expect(s3.asked).toEqual([]);
  patient.close();
  await bucket.ready();
});
