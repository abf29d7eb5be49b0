import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeyUnverifiedError } from "@/lib/ingest/key-unverified-error";
import { plainSettings } from "@/lib/grouping/settings";
import type { KeyEntry } from "./key-entry";
import { type KeyDirectory, openKeyDirectory } from "./open-key-directory";

const A = "a".repeat(32);
const B = "b".repeat(32);
const entry = (publicKey: string, change: Partial<KeyEntry> = {}): KeyEntry => ({
  publicKey,
  keyId: publicKey,
  projectId: 1,
  isActive: true,
  expiresAt: null,
  eventsPerMinute: null,
  projectEventsPerMinute: null,
  projectLogsPerMinute: null,
  grouping: plainSettings("test"),
  ...change,
});

let stored: KeyEntry[];
/** How the database is doing: how long it takes to answer, or that it does not. */
let database: { ms: number } | "away" | "frozen";
let readings: number;
let directory: KeyDirectory;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  stored = [entry(A)];
  database = { ms: 5 };
  readings = 0;
  directory = openKeyDirectory(async () => {
    readings++;
    const seen = [...stored];
    if (database === "away") throw new Error("connect ECONNREFUSED");
    if (database === "frozen") return new Promise(() => {});
    const { ms } = database;
    await new Promise((resolve) => setTimeout(resolve, ms));
    return seen;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What a look-up says, and after how many ms. */
async function ask(publicKey: string, from = "192.0.2.1"): Promise<{ found: unknown; ms: number }> {
  const begun = Date.now();
  const answers: { found: unknown; ms: number }[] = [];
  void directory
    .find(publicKey, from)
    .then((one) => one?.publicKey ?? null)
    .catch((error: Error) => error.constructor)
    .then((found) => answers.push({ found, ms: Date.now() - begun }));
  await vi.advanceTimersByTimeAsync(0);
  while (answers.length === 0) await vi.advanceTimersToNextTimerAsync();
  return answers[0] as { found: unknown; ms: number };
}

describe("a database that answers", () => {
  it("is asked once for many look-ups", async () => {
    expect(await ask(A)).toMatchObject({ found: A });
    for (let turn = 0; turn < 100; turn++) await ask(A);
    expect(readings).toBe(1);
  });

  it("shows a new key to its first request, also when a reading was under way as it was made", async () => {
    await ask(A);
    await vi.advanceTimersByTimeAsync(5_000);
    database = { ms: 100 };
    const other = directory.find("c".repeat(32), "192.0.2.9");
    await vi.advanceTimersByTimeAsync(50);
    stored.push(entry(B));
    expect(await ask(B)).toMatchObject({ found: B });
    expect(await other).toBeUndefined();
    expect(readings).toBe(3);
  });

  it("tells what changed about a key, however long nobody asked", async () => {
    await ask(A);
    await vi.advanceTimersByTimeAsync(3_600_000);
    stored = [];
    expect(await ask(A)).toMatchObject({ found: null });
  });

  it("answers a missing key at once when it comes again, and finds it when it is there after all", async () => {
    await ask(A);
    expect(await ask(B)).toMatchObject({ found: null });
    expect((await ask(B)).ms).toBeLessThan(2);
    stored.push(entry(B));
    await vi.advanceTimersByTimeAsync(2_500);
    await ask(B);
    await vi.advanceTimersByTimeAsync(10);
    expect(await ask(B)).toMatchObject({ found: B });
  });

  it("asks for nothing that cannot be a key", async () => {
    for (const text of ["", "'; DROP TABLE event;--", "A".repeat(32), "a".repeat(33)])
      expect(await ask(text)).toMatchObject({ found: null });
    expect(readings).toBe(0);
  });
});

describe("a flood of invented keys", { timeout: 60_000 }, () => {
  it("costs one reading a second and little memory, and keeps no new key out", async () => {
    await ask(A);
    const begun = Date.now();
    let refused = 0;
    let mostWaiting = 0;
    for (let step = 0; step < 200; step++) {
      for (let count = 0; count < 500; count++) {
        const from = `192.0.2.${count % 5}`;
        void directory.find(randomBytes(16).toString("hex"), from).then((found) => {
          if (!found) refused++;
        });
      }
      mostWaiting = Math.max(mostWaiting, directory.size().waiting);
      if (step === 100) {
        stored.push(entry(B));
        expect(await ask(B, "198.51.100.7")).toMatchObject({ found: B });
      }
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.advanceTimersByTimeAsync(2_000);
    expect(refused).toBe(100_000);
    expect(readings / ((Date.now() - begun) / 1_000)).toBeLessThanOrEqual(2);
    expect(mostWaiting).toBeLessThanOrEqual(1_000);
    expect(directory.size()).toMatchObject({ waiting: 0 });
    expect(directory.size().missing).toBeLessThanOrEqual(10_000);
  });

  it("is remembered for its last 10,000 keys", async () => {
    await ask(A);
    for (let round = 0; round < 12; round++) {
      const asked = Array.from({ length: 1_000 }, (_, count) =>
        directory.find(randomBytes(16).toString("hex"), `192.0.2.${count % 200}`),
      );
      await vi.advanceTimersByTimeAsync(1_500);
      await Promise.all(asked);
    }
    expect(directory.size()).toMatchObject({ missing: 10_000, waiting: 0 });
  });

  it("turns away nobody after a rest, whose new keys were never read", async () => {
    await ask(A);
    await vi.advanceTimersByTimeAsync(3_600_000);
    stored.push(entry(B));
    const flood = Array.from({ length: 5_000 }, () =>
      directory.find(randomBytes(16).toString("hex"), "192.0.2.1"),
    );
    const asked = directory.find(B, "192.0.2.1");
    await vi.advanceTimersByTimeAsync(100);
    expect(await asked).toMatchObject({ publicKey: B });
    await Promise.all(flood);
  });

  it("turns away nobody who asks for ourselves", async () => {
    await ask(A);
    for (let count = 0; count < 2_000; count++)
      void directory.find(randomBytes(16).toString("hex"), `192.0.2.${count % 200}`);
    stored.push(entry(B));
    const asked = directory.find(B);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await asked).toMatchObject({ publicKey: B });
  });

  it("turns away nobody before the first reading", async () => {
    database = { ms: 200 };
    const asked = Array.from({ length: 5_000 }, () => directory.find(A, "192.0.2.1"));
    await vi.advanceTimersByTimeAsync(1_500);
    expect((await Promise.all(asked)).filter((one) => one?.publicKey === A).length).toBe(5_000);
  });
});

describe("a database that is away", () => {
  it.each(["away", "frozen"] as const)("(%s) leaves the last known keys in force at once", async (how) => {
    await ask(A);
    database = how;
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await ask(A)).ms).toBeLessThanOrEqual(251);
    const later = await ask(A);
    expect(later.found).toBe(A);
    expect(later.ms).toBeLessThan(2);
    await vi.advanceTimersByTimeAsync(23 * 3_600_000);
    expect(await ask(A)).toMatchObject({ found: A });
  });

  it.each(["away", "frozen"] as const)("(%s) cannot tell an unknown key from a wrong one", async (how) => {
    await ask(A);
    database = how;
    expect(await ask(B)).toMatchObject({ found: KeyUnverifiedError });
    const later = await ask(B);
    expect(later.found).toBe(KeyUnverifiedError);
    expect(later.ms).toBeLessThan(2);
  });

  it("does not believe its last known keys for more than a day", async () => {
    await ask(A);
    database = "away";
    await vi.advanceTimersByTimeAsync(25 * 3_600_000);
    expect(await ask(A)).toMatchObject({ found: KeyUnverifiedError });
    expect(await ask(A)).toMatchObject({ found: KeyUnverifiedError });
  });

  it("is asked again once a second, and believed when it is back", async () => {
    await ask(A);
    database = "away";
    const before = readings;
    for (let turn = 0; turn < 100; turn++) {
      await ask(B);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(readings - before).toBeLessThanOrEqual(11);
    database = { ms: 5 };
    stored.push(entry(B));
    await vi.advanceTimersByTimeAsync(1_100);
    await ask(B);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(await ask(B)).toMatchObject({ found: B });
  });
});
