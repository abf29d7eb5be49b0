import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openPool, pool } from "@/lib/db/pool";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import { openTestDatabase } from "@/lib/ingest/testing/ingest-fixture";
import { type LimitedKey, openQuota } from "./open-quota";

let closeDatabase: () => Promise<void>;
let now: number;
let lastProject = 0;

beforeAll(async () => {
  closeDatabase = await openTestDatabase();
});
afterAll(() => closeDatabase());
beforeEach(() => {
  now = Date.UTC(2026, 10, 22, 12, 0, 20) + ++lastProject * 600_000;
});

const open = () => openQuota({ db: pool, now: () => now });
const keyOf = (change: Partial<LimitedKey> = {}): LimitedKey => ({
  projectId: lastProject,
  keyId: randomUUID(),
  eventsPerMinute: null,
  projectEventsPerMinute: null,
  projectLogsPerMinute: null,
  ...change,
});

/** Takes until refused, at most `most`; how many were let in, and what the refusal said. */
function takeAll(quota: ReturnType<typeof open>, key: LimitedKey, most = 1_000) {
  for (let taken = 0; taken < most; taken++) {
    try {
      quota.take(key, "error");
    } catch (error) {
      if (!(error instanceof RateLimitError)) throw error;
      return { taken, scope: error.scope, reason: error.reason, seconds: error.retryAfterSeconds };
    }
  }
  return { taken: most };
}

async function storedUse(): Promise<number[]> {
  const { rows } = await pool().query<{ used: number }>(
    "SELECT used FROM quota_use WHERE project_id = $1 ORDER BY used",
    [lastProject],
  );
  return rows.map(({ used }) => used);
}

describe("one process", () => {
  it("lets a key have its limit, until the minute is over", () => {
    const quota = open();
    const key = keyOf({ eventsPerMinute: 10 });
    expect(takeAll(quota, key)).toEqual({ taken: 10, scope: "key", reason: "key_quota", seconds: 40 });
    now += 39_999;
    expect(takeAll(quota, key)).toMatchObject({ taken: 0, seconds: 1 });
    now += 1;
    expect(takeAll(quota, key)).toMatchObject({ taken: 10, seconds: 60 });
  });

  it("lets the keys of a project have its limit together, another project's not touched", () => {
    const quota = open();
    const limit = { projectEventsPerMinute: 10 };
    expect(takeAll(quota, keyOf(limit), 7)).toEqual({ taken: 7 });
    expect(takeAll(quota, keyOf({ ...limit, eventsPerMinute: 100 }))).toMatchObject({
      taken: 3,
      scope: "project",
      reason: "project_quota",
    });
    expect(takeAll(quota, keyOf({ ...limit, projectId: lastProject + 1_000 }))).toMatchObject({ taken: 10 });
  });

  it("heeds a limit that was changed within the minute", () => {
    const quota = open();
    const key = keyOf({ eventsPerMinute: 5 });
    expect(takeAll(quota, key)).toMatchObject({ taken: 5 });
    expect(takeAll(quota, { ...key, eventsPerMinute: 8 })).toMatchObject({ taken: 3 });
    expect(takeAll(quota, { ...key, eventsPerMinute: 2 })).toMatchObject({ taken: 0 });
    expect(takeAll(quota, { ...key, eventsPerMinute: null }, 50)).toEqual({ taken: 50 });
  });

  it("asks nothing of the database for keys without a limit", async () => {
    const query = vi.fn<() => never>();
    const quota = openQuota({ db: query, now: () => now });
    expect(takeAll(quota, keyOf(), 5_000)).toEqual({ taken: 5_000 });
    await quota.share();
    expect(query).not.toHaveBeenCalled();
  });

  it("shares by itself within a second, and rests when nothing is used", async () => {
    const asked = vi.fn<typeof pool>(pool);
    const quota = openQuota({ db: asked, now: () => now });
    takeAll(quota, keyOf({ eventsPerMinute: 10 }));
    await vi.waitFor(async () => expect(await storedUse()).toEqual([10]), { timeout: 5_000 });
    asked.mockClear();
    await quota.share();
    await quota.share();
    expect(asked).not.toHaveBeenCalled();
  });
});

describe("two processes on one database", () => {
  it("keep a limit together from the first exchange on", async () => {
    const [one, two] = [open(), open()];
    const key = keyOf({ eventsPerMinute: 100 });
    expect([takeAll(one, key, 40), takeAll(two, key, 40)]).toEqual([{ taken: 40 }, { taken: 40 }]);
    await one.share();
    await two.share();
    expect(await storedUse()).toEqual([80]);
    expect(takeAll(two, key)).toMatchObject({ taken: 20, reason: "key_quota" });
    await two.share();
    expect(takeAll(one, key, 1)).toEqual({ taken: 1 });
    await one.share();
    expect(takeAll(one, key)).toMatchObject({ taken: 0 });
    expect(await storedUse()).toEqual([101]);
  });

  it("count the project's use under keys that only the other one saw", async () => {
    const [one, two] = [open(), open()];
    const limit = { projectEventsPerMinute: 10 };
    takeAll(one, keyOf(limit), 6);
    await one.share();
    const key = keyOf(limit);
    takeAll(two, key, 1);
    await two.share();
    expect(takeAll(two, key)).toMatchObject({ taken: 3, reason: "project_quota" });
  });

  it("let in too much only within one exchange, and never less than the limit", async () => {
    const processes = [open(), open(), open()];
    const key = keyOf({ eventsPerMinute: 50 });
    let taken = 0;
    for (let second = 0; second < 10; second++) {
      for (const quota of processes) taken += takeAll(quota, key, 10).taken;
      for (const quota of processes) await quota.share();
      now += 1_000;
    }
    expect(taken).toBeGreaterThanOrEqual(50);
    expect(taken).toBeLessThanOrEqual(50 + 2 * 10);
  });

  it("start afresh with the next minute", async () => {
    const [one, two] = [open(), open()];
    const key = keyOf({ eventsPerMinute: 10 });
    takeAll(one, key);
    await one.share();
    takeAll(two, key, 1);
    await two.share();
    expect(takeAll(two, key)).toMatchObject({ taken: 0 });
    now += 60_000;
    expect(takeAll(two, key)).toMatchObject({ taken: 10 });
    await two.share();
    expect(await storedUse()).toEqual([10, 11]);
  });
});

describe("the table", () => {
  it("loses what is older than ten minutes, now and then", async () => {
    const quota = open();
    const key = keyOf({ eventsPerMinute: 10 });
    takeAll(quota, key, 1);
    await quota.share();
    now += 11 * 60_000;
    takeAll(quota, key, 2);
    await quota.share();
    expect(await storedUse()).toEqual([2]);
  });
});

describe("a database that is away", () => {
  it("leaves each process its own count; nothing is lost of it when the database is back", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const nowhere = openPool("postgres://nobody@127.0.0.1:1/none", 1);
    let db = nowhere;
    const quota = openQuota({ db: () => db, now: () => now });
    const key = keyOf({ eventsPerMinute: 10 });
    takeAll(quota, key, 4);
    await quota.share();
    takeAll(quota, key, 3);
    await quota.share();
    expect(takeAll(quota, key)).toMatchObject({ taken: 3 });
    db = pool();
    await quota.share();
    expect(await storedUse()).toEqual([10]);
    expect(takeAll(quota, key)).toMatchObject({ taken: 0 });
    await nowhere.end();
    said.mockRestore();
  });
});
