import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { LogEngine, LogQuery } from "@/lib/logs/engine/engine";
import { type OpenEngine, openEngine } from "@/lib/logs/engine/open-engine";
import { getLine } from "@/lib/logs/query/find-line";
import { searchLines } from "@/lib/logs/query/search-lines";
import { searchLinesSchema } from "@/lib/logs/schemas";
import { compact } from "@/lib/logs/store/compact";
import { removeReplaced } from "@/lib/logs/store/remove-replaced";
import { seal, type SealStep } from "@/lib/logs/store/seal";
import { sweepLogs } from "@/lib/logs/store/sweep-logs";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useDatabase } from "@/lib/testing/use-database";
import { claimBucket } from "./claim-bucket";
import { cleanCache, emptyCache } from "./clean-cache";
import { describeBucket, forgetBucket } from "./describe-bucket";
import { closeCache } from "./hold-files";
import { listCached } from "./list-cached";
import { moveFiles, removeMoved } from "./move-files";
import { openBucket } from "./open-bucket";
import { removeLeftovers } from "./remove-leftovers";
import { startBucket } from "./start-bucket";
import { type S3Replay, serveS3 } from "./testing/serve-s3";
import { describeUnread, type UnreadPart } from "./unread";
import { useBucket } from "./use-bucket";

useDatabase();

const NOON = 1_790_000_000_123_456_789n;
const DAY = 86_400_000_000_000n;
const later = () => new Date(Date.now() + 120_000);
const isOver = new Date("2030-01-01");
/** When no copy was read just now. */
const soon = Date.now() + 3_600_000;
let s3: S3Replay;
let bucket: ReturnType<typeof openBucket>;
let folders: string[] = [];
let engines: OpenEngine[] = [];
let project = 0;

beforeAll(async () => {
  for (let count = 0; count < 2; count++) {
    const folder = await mkdtemp(join(tmpdir(), "jackdaw-bucket-"));
    folders.push(folder);
    engines.push(await openEngine({ folder }));
  }
});
afterAll(async () => {
  for (const engine of engines) await engine.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  [folders, engines] = [[], []];
});
beforeEach(async () => {
  const { rows } = await pool().query<{ id: number }>(
    "INSERT INTO project (slug, name, platform, short_prefix) VALUES ($1, $1, 'node', upper($1)) RETURNING id",
    [`b${++project}`],
  );
  project = rows[0]?.id ?? 0;
  s3 = await serveS3();
  open();
});
afterEach(async () => {
  s3.faults = {};
  for (const folder of folders) await closeCache(folder);
  bucket.close();
  await s3.stop();
  await pool().query("DELETE FROM log_file");
  await pool().query("DELETE FROM log_chunk");
  for (const folder of folders)
    for (const name of await readdir(folder))
      if (/^\d+$|^cache$/.test(name)) await rm(join(folder, name), { recursive: true });
});

/** A client that is quick to give up, with a cache of that size. */
function open(cacheBytes = 1_073_741_824, silenceMs = 1_000): void {
  bucket = openBucket({ ...s3.settings, cacheBytes }, { tries: 2, waitMs: 1, restMs: 0, silenceMs });
  useBucket(bucket);
}

const folder = () => folders[0] ?? "";
const sealAll = (onStep?: (step: SealStep) => void) =>
  seal({ folder: folder(), now: later(), ...(onStep && { onStep }) });
/** Two lines of a day, counted from NOON, sealed into a file of their own. */
async function addDay(days: number): Promise<void> {
  await makeChunk(
    project,
    [0, 1].map((index) => ({
      time: NOON + BigInt(days) * DAY + BigInt(index),
      severity: 9,
      message: `day ${days} line ${index} ${"x".repeat(50)}`,
    })),
  );
  await sealAll();
}

/** A question of one day alone. */
const onDay = (number: number) => ({
  source: {
    projectIds: [project],
    from: NOON + BigInt(number) * DAY,
    to: NOON + BigInt(number) * DAY + 10n,
    fields: [],
  },
});

/** The messages that a machine finds, and what it says about those that it could not read. */
async function ask(machine = 0, wish: Partial<LogQuery> = {}) {
  const parts: UnreadPart[] = [];
  const messages: string[] = [];
  const source = { projectIds: [project], from: 0n, to: 2n ** 62n, fields: [] };
  const query = {
    source,
    sql: "SELECT m FROM lines ORDER BY t",
    params: [],
    timeoutMs: 20_000,
    mayMiss: true,
    ...wish,
  };
  const engine = engines[machine];
  if (!engine) throw new Error("no such machine");
  for await (const rows of engine.run(query, undefined, (part) => parts.push(part)))
    messages.push(...rows.map(([m]) => (m as string).split(" x")[0] ?? ""));
  return { messages, unread: parts.at(-1) ?? null };
}
const dayLines = (...days: number[]) => days.flatMap((day) => [`day ${day} line 0`, `day ${day} line 1`]);
const objects = () => [...s3.objects.keys()].filter((name) => name.startsWith(`logs/${project}/`)).toSorted();
const cached = async (machine = 0) => (await listCached(folders[machine] ?? "")).length;
const catalog = async () =>
  (
    await pool().query<{ name: string }>(
      `SELECT 'logs/' || project_id || '/' || to_char(day, 'YYYY-MM-DD') || '/' || id || '.parquet' AS name
         FROM log_file WHERE replaced_at IS NULL AND bucket_at IS NOT NULL ORDER BY 1`,
    )
  ).rows.map(({ name }) => name);
const localFiles = async () =>
  (await readdir(folder(), { recursive: true })).filter((name) => /^\d+[\\/].*parquet$/.test(name));

it("seals, asks, compacts and expires over the bucket, from two machines", async () => {
  for (const day of [0, 0, 1]) await addDay(day);
  expect(objects()).toEqual(await catalog());
  expect(objects()).toHaveLength(3);
  expect(await localFiles()).toEqual([]);
  expect((await ask(0)).messages).toHaveLength(6);
  expect(s3.asked.filter((what) => what.startsWith("GET"))).toEqual([]);
  expect(await ask(1)).toEqual({ messages: (await ask(0)).messages, unread: null });
  expect(s3.asked.filter((what) => what.startsWith("GET"))).toHaveLength(3);
  await ask(1);
  expect(s3.asked.filter((what) => what.startsWith("GET"))).toHaveLength(3);
  await emptyCache(folders[1] ?? "", soon);
  expect(await compact({ folder: folders[1] ?? "", now: isOver })).toEqual({ notes: [], trouble: null });
  expect(await catalog()).toHaveLength(2);
  // What was replaced stays for the queries under way.
  expect(objects()).toHaveLength(4);
  expect((await ask(0)).messages).toHaveLength(6);
  expect(await removeReplaced(folder(), new Date(isOver.getTime() + 660_000))).toBe(2);
  expect(objects()).toEqual(await catalog());
  await sweepLogs({ folder: folder(), now: isOver });
  await removeReplaced(folder(), new Date(isOver.getTime() + 660_000));
  expect(objects()).toEqual([]);
  expect(await ask(0)).toEqual({ messages: [], unread: null });
  // Machines that did not take part forget their copies, too.
  expect(await cleanCache(folders[1] ?? "", soon)).toBeGreaterThan(0);
  expect(await cached(1)).toBe(0);
});

it("keeps lines in the database while the bucket is away, and says which ones it cannot read", async () => {
  await addDay(0);
  await addDay(1);
  await ask(1, { source: { projectIds: [project], from: 0n, to: NOON + DAY / 2n, fields: [] } });
  await s3.stop();
  await expect(addDay(2)).rejects.toThrow(/^The bucket s3:\/\/test-bucket\/logs\/ at .* does not answer/);
  expect((await pool().query("SELECT FROM log_chunk")).rowCount).toBe(1);
  expect(await ask(0)).toEqual({ messages: dayLines(0, 1, 2), unread: null });
  const { messages, unread } = await ask(1);
  expect(messages).toEqual(dayLines(0, 2));
  expect(unread).toEqual({ from: NOON + DAY, to: NOON + DAY + 1n, reason: "away" });
  expect(unread && describeUnread(unread)).toMatch(
    /^Some lines from 2026-09-22 .* were not searched\. The bucket/,
  );
  // Whoever wants all or nothing gets nothing.
  await expect(ask(1, { mayMiss: false })).rejects.toThrow("Some of these logs could not be read.");
  await s3.start();
  open();
  await closeCache(folders[1] ?? "");
  await sealAll();
  expect((await pool().query("SELECT FROM log_chunk")).rowCount).toBe(0);
  expect(await ask(1)).toEqual({ messages: dayLines(0, 1, 2), unread: null });
  expect(objects()).toEqual(await catalog());
});

it("loses and doubles nothing wherever sealing is interrupted, and finds what was left in the bucket", async () => {
  for (const stop of ["opened", "written", "published", "recorded", "committed"] as const) {
    await makeChunk(project, [{ time: NOON, severity: 9, message: stop }]);
    const interrupted = sealAll((step) => {
      if (step === stop) throw new Error("killed");
    });
    await interrupted.catch(() => {});
    await sealAll();
  }
  expect((await ask()).messages.toSorted()).toEqual([
    "committed",
    "opened",
    "published",
    "recorded",
    "written",
  ]);
  const known = await catalog();
  expect(known).toHaveLength(5);
  expect(objects()).toHaveLength(7);
  const foreign = [
    "logs/jackdaw.json",
    `logs/${project}/2026-09-21/notes.txt`,
    "other/1/2026-09-21/x.parquet",
  ];
  for (const name of foreign) s3.objects.set(name, { body: Buffer.from("{}"), modifiedAt: new Date(0) });
  expect(await removeLeftovers()).toBe(0);
  for (const object of s3.objects.values()) object.modifiedAt = new Date(Date.now() - 90_000_000);
  expect(await removeLeftovers()).toBe(2);
  expect([...s3.objects.keys()].toSorted()).toEqual([...known, ...foreign].toSorted());
});

it("goes without files that come too late, and has them the next time", async () => {
  open(undefined, 10_000);
  await addDay(0);
  let isSlow = true;
  s3.faults = { refuse: ({ method }) => (isSlow && method === "GET" ? "hang" : null) };
  const first = await ask(1, { timeoutMs: 300 });
  expect(first).toMatchObject({ messages: [], unread: { reason: "slow" } });
  isSlow = false;
  bucket.close();
  await closeCache(folders[1] ?? "");
  open();
  expect(await ask(1)).toEqual({ messages: dayLines(0), unread: null });
});

it("never reads an object that is not what was put there, and copies anew what is damaged here", async () => {
  await addDay(0);
  await addDay(1);
  const [first = "", second = ""] = await catalog();
  const whole = s3.objects.get(first);
  const body = Buffer.from(whole?.body ?? "");
  body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 255;
  s3.objects.set(first, { body, modifiedAt: new Date() });
  s3.faults = { cuts: (name) => name === second };
  expect(await ask(1)).toMatchObject({ messages: [], unread: { reason: "away" } });
  s3.faults = {};
  // Of what is damaged for good the rest is answered, whoever asks.
  expect(await ask(1, { mayMiss: false })).toMatchObject({
    messages: dayLines(1),
    unread: { reason: "damaged" },
  });
  if (whole) s3.objects.set(first, whole);
  expect(await ask(1)).toEqual({ messages: dayLines(0, 1), unread: null });
  for (const { path } of await listCached(folders[1] ?? "")) await writeFile(path, "PAR1 nonsense PAR1");
  expect(await ask(1)).toEqual({ messages: dayLines(0, 1), unread: null });
  // A copy that went meanwhile is no lost file.
  for (const { path } of await listCached(folders[1] ?? "")) await rm(path);
  expect(await ask(1)).toEqual({ messages: dayLines(0, 1), unread: null });
  s3.objects.delete(second);
  await emptyCache(folders[1] ?? "", soon);
  expect(await ask(1)).toMatchObject({ messages: dayLines(0), unread: { reason: "lost" } });
});

it("takes back what another process was faster to seal", async () => {
  await makeChunk(project, [{ time: NOON, severity: 9, message: "raced" }]);
  s3.faults = {
    async refuse({ method }) {
      if (method === "PUT") await pool().query("DELETE FROM log_chunk");
      return null;
    },
  };
  await sealAll();
  expect(s3.asked.filter((what) => what.startsWith("PUT"))).toHaveLength(1);
  expect(objects()).toEqual([]);
  expect(await catalog()).toEqual([]);
  expect(await cached()).toBe(0);
});

it("is told of in the search that goes without lines, and by the health of the installation", async () => {
  await addDay(0);
  const ctx = systemContext();
  const to = new Date(Number((NOON + DAY) / 1_000_000n)).toISOString();
  const input = searchLinesSchema.parse({ query: "", from: "2026-09-20T00:00:00Z", to });
  const search = () => searchLines(ctx, input, { engine: engines[1] as LogEngine });
  forgetBucket();
  expect(await describeBucket(5_000)).toBeNull();
  const [line] = (await searchLines(ctx, input, { engine: engines[0] as LogEngine })).lines;
  await s3.stop();
  forgetBucket();
  expect(await describeBucket(5_000)).toMatch(/^The bucket .* does not answer/);
  const page = await search();
  expect(page.lines).toEqual([]);
  expect(page.query.unread).toMatch(
    /^Some lines from 2026-09-21 .* The bucket that they lie in cannot be read\.$/,
  );
  const whole = searchLines(ctx, input, { engine: engines[1] as LogEngine, isWhole: true });
  await expect(whole).rejects.toMatchObject({ code: "search_unread", status: 503 });
  // A line that may be there is not said to be gone.
  const opened = getLine(ctx, { id: line?.id ?? "", time: line?.time }, { engine: engines[1] as LogEngine });
  await expect(opened).rejects.toMatchObject({ code: "search_unread" });
  await s3.start();
  bucket.close();
  await closeCache(folders[1] ?? "");
  open();
  expect((await search()).query.unread).toBeUndefined();
  expect((await search()).lines).toHaveLength(2);
  useBucket(null);
  forgetBucket();
  expect(await describeBucket(5_000)).toBeNull();
});

it("stops the start for wrong settings, and not for a bucket that worked before and is away", async () => {
  const lines: string[] = [];
  const start = () => startBucket((line) => lines.push(line));
  await start();
  s3.faults = { refuse: () => 500 };
  await expect(start()).rejects.toThrow(/does not answer as it should.*unset JACKDAW_LOGS_BUCKET/);
  s3.faults = {};
  await addDay(0);
  s3.faults = { refuse: () => 500 };
  await start();
  expect(lines).toHaveLength(1);
  s3.faults = { refuse: () => 403 };
  await expect(start()).rejects.toThrow("The key must be allowed to");
  useBucket(null);
  await start();
  expect(lines[1]).toContain("JACKDAW_LOGS_BUCKET is not set");
});

it("fetches a file once, however many ask for it, and takes no more room than it may", async () => {
  for (const day of [0, 1, 2, 3]) await addDay(day);
  const { rows } = await pool().query<{ bytes: number }>(
    "SELECT max(file_bytes)::int AS bytes FROM log_file",
  );
  const size = rows[0]?.bytes ?? 0;
  s3.asked.length = 0;
  await Promise.all([ask(1), ask(1), ask(1)]);
  expect(s3.asked.filter((what) => what.startsWith("GET"))).toHaveLength(4);
  await closeCache(folders[1] ?? "");
  bucket.close();
  open(Math.round(size * 2.5));
  await emptyCache(folders[1] ?? "", soon);
  for (const number of [0, 1, 2, 3]) {
    expect(await ask(1, onDay(number))).toEqual({ messages: dayLines(number), unread: null });
    expect(await cached(1)).toBeLessThanOrEqual(2);
  }
  const all = await ask(1);
  expect(all.unread?.reason).toBe("room");
  expect(all.messages).toHaveLength(4);
});

it("moves the files of the data folder into the bucket, and reads both meanwhile", async () => {
  useBucket(null);
  await addDay(0);
  await addDay(1);
  expect(await localFiles()).toHaveLength(2);
  open();
  await addDay(2);
  expect(await ask(0)).toEqual({ messages: dayLines(0, 1, 2), unread: null });
  expect((await moveFiles({ folder: folder() })).notes).toEqual(["Files of logs moved to the bucket: 2"]);
  expect(objects()).toEqual(await catalog());
  expect(objects()).toHaveLength(3);
  expect((await moveFiles({ folder: folder() })).notes).toEqual([]);
  // Queries under way may still open the old ones.
  expect(await removeMoved(folder())).toBe(0);
  s3.asked.length = 0;
  expect(await ask(0)).toEqual({ messages: dayLines(0, 1, 2), unread: null });
  expect(s3.asked).toEqual([]);
  expect(await removeMoved(folder(), new Date(Date.now() + 660_000))).toBe(2);
  expect(await localFiles()).toEqual([]);
  expect(await ask(0)).toEqual({ messages: dayLines(0, 1, 2), unread: null });
  expect(await ask(1)).toEqual({ messages: dayLines(0, 1, 2), unread: null });
  // One that is replaced before it leaves the folder goes from both places.
  useBucket(null);
  await addDay(3);
  open();
  await moveFiles({ folder: folder() });
  expect(await localFiles()).toHaveLength(1);
  await pool().query("UPDATE log_file SET replaced_at = now() - interval '1 hour' WHERE lines = 2");
  expect(await removeReplaced(folder(), new Date())).toBe(4);
  expect(await localFiles()).toEqual([]);
  expect(objects()).toEqual([]);
  await addDay(0);
  await ask(1);
  // The setting is gone: nothing is lost, and it is said.
  useBucket(null);
  expect(await ask(1)).toMatchObject({ messages: [], unread: { reason: "unset" } });
});

it("is the bucket of one installation", async () => {
  await claimBucket(bucket);
  await claimBucket(bucket);
  const mark = s3.objects.get("logs/jackdaw.json");
  expect(String(mark?.body)).toMatch(/^\{"installation":"[0-9a-f-]{36}"\}\n$/);
  s3.objects.set("logs/jackdaw.json", {
    body: Buffer.from('{"installation":"other"}'),
    modifiedAt: new Date(),
  });
  await expect(claimBucket(bucket)).rejects.toThrow("belongs to another installation");
  s3.objects.clear();
  await claimBucket(bucket);
  await addDay(0);
  s3.objects.clear();
  await expect(claimBucket(bucket)).rejects.toThrow("is not the one that the files of logs are in");
  s3.faults = { refuse: ({ method }) => (method === "PUT" ? 403 : null) };
  await pool().query("DELETE FROM log_file");
  await expect(claimBucket(bucket)).rejects.toThrow("must be allowed to");
});
