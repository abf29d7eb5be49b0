import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { createProject } from "@/lib/projects/create-project";
import type { Project } from "@/lib/projects/schemas";
import { createTestDatabase } from "@/lib/testing/postgres";
import { readProjectStats } from "./project-stats";
import { outcomeNames, type ProjectStats, type StatsQuery } from "./schemas";

const ctx = systemContext();
const now = new Date();
const HOUR_MS = 3_600_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let project: Project;
let keyId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url));
});
afterAll(async () => {
  await closePool();
  await database.drop();
});
beforeEach(async () => {
  project = await createProject(ctx, { name: "Stats", platform: "go" });
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM project_key WHERE project_id = $1", [
    project.id,
  ]);
  keyId = rows[0]?.id ?? "";
});

type Counted = {
  hours?: number;
  outcome: string;
  reason?: string;
  quantity: number;
  category?: string;
  key?: string;
};

async function count(
  { hours = 0, outcome, reason = "", quantity, category = "error", key = keyId }: Counted,
  projectId = project.id,
): Promise<void> {
  await pool().query(
    `INSERT INTO outcome (project_id, bucket, key_id, category, outcome, reason, quantity)
     VALUES ($1, date_trunc('hour', $2::timestamptz), $3, $4, $5, $6, $7)`,
    [projectId, new Date(now.getTime() - hours * HOUR_MS), key, category, outcome, reason, quantity],
  );
}

const read = (query: Partial<StatsQuery> = {}) =>
  readProjectStats(ctx, { slug: project.slug, period: "24h", category: "error", ...query }, now);

/** What the rows say without any of the code under test. */
async function countByHand(projectId: number, category: string | null): Promise<number> {
  const { rows } = await pool().query<{ sum: number | null }>(
    `SELECT sum(quantity)::int AS sum FROM outcome
      WHERE project_id = $1 AND bucket > $2 AND ($3::text IS NULL OR category = $3)`,
    [projectId, new Date(now.getTime() - 24 * HOUR_MS), category],
  );
  return rows[0]?.sum ?? 0;
}

const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);

function checkSums(stats: ProjectStats): void {
  const { received, receivedTotal, outcomes, reasons } = stats;
  expect(sum(received)).toBe(receivedTotal);
  expect(sum(outcomes.map(({ total }) => total))).toBe(receivedTotal);
  expect(sum(reasons.map(({ quantity }) => quantity))).toBe(receivedTotal);
  for (const [step, all] of received.entries()) {
    expect(sum(outcomes.map(({ counts }) => counts[step] ?? 0))).toBe(all);
  }
  for (const { outcome, counts, total } of outcomes) {
    expect(sum(counts)).toBe(total);
    expect(sum(reasons.filter((one) => one.outcome === outcome).map(({ quantity }) => quantity))).toBe(total);
  }
  for (const key of stats.keys) expect(key.accepted + key.duplicates + key.dropped).toBe(key.received);
}

describe("readProjectStats", () => {
  it.each(["24h", "7d", "14d", "30d", "90d"] as const)(
    "received is the sum of all outcomes, over %s",
    async (period) => {
      const all = outcomeNames.map((outcome, index) => ({ outcome, quantity: 10 ** index }));
      for (const [index, one] of all.entries()) await count({ ...one, hours: index % 3 });
      await count({ outcome: "invalid", reason: "too_large", quantity: 3, hours: 1 });
      const stats = await read({ period });
      expect(stats.receivedTotal).toBe(1_111_114);
      expect(stats.outcomes.map(({ outcome }) => outcome)).toEqual([...outcomeNames]);
      checkSums(stats);
    },
  );

  it("agrees with counting by hand, per category and over all", async () => {
    for (let hours = 0; hours < 24; hours++) {
      await count({ hours, outcome: "accepted", quantity: 7 * hours + 1 });
      await count({ hours, outcome: "invalid", reason: "invalid_json", quantity: hours % 5 });
      await count({ hours, outcome: "unsupported", category: "session", quantity: 3 });
    }
    await count({ hours: 30, outcome: "accepted", quantity: 1_000 });
    const errors = await read();
    expect(errors.receivedTotal).toBe(await countByHand(project.id, "error"));
    checkSums(errors);
    const all = await read({ category: "all" });
    expect(all.receivedTotal).toBe(await countByHand(project.id, null));
    checkSums(all);
    expect(all.categories.map(({ category }) => category)).toEqual(["error", "session"]);
    expect(errors.categories).toEqual(all.categories);
  });

  it("counts lines of logs as it counts errors, and their bytes as nothing", async () => {
    await count({ outcome: "accepted", quantity: 5 });
    await count({ outcome: "accepted", category: "log_item", quantity: 40 });
    await count({ outcome: "invalid", reason: "invalid_json", category: "log_item", quantity: 2 });
    await count({ outcome: "accepted", category: "log_byte", quantity: 9_000 });
    const logs = await read({ category: "log_item" });
    expect(logs.receivedTotal).toBe(42);
    checkSums(logs);
    const all = await read({ category: "all" });
    expect(all.receivedTotal).toBe(47);
    checkSums(all);
    expect(all.categories).toEqual([
      { category: "log_item", quantity: 42 },
      { category: "error", quantity: 5 },
    ]);
  });

  it("tells one key from the others, deleted ones included", async () => {
    const gone = randomUUID();
    await count({ outcome: "accepted", quantity: 5 });
    await count({ outcome: "duplicate", quantity: 2 });
    await count({ outcome: "accepted", quantity: 20, key: gone });
    await count({ outcome: "rate_limited", reason: "key_quota", quantity: 4, key: gone });
    const one = await read({ key: gone });
    expect(one.receivedTotal).toBe(24);
    checkSums(one);
    expect(one.keys).toEqual([
      { id: gone, name: null, received: 24, accepted: 20, duplicates: 0, dropped: 4 },
      { id: keyId, name: "Default", received: 7, accepted: 5, duplicates: 2, dropped: 0 },
    ]);
    expect((await read()).keys).toEqual(one.keys);
  });

  it("shows an outcome that this version does not know as it is", async () => {
    await count({ outcome: "accepted", quantity: 1 });
    await count({ outcome: "sampled", reason: "one_in_ten", quantity: 9 });
    const stats = await read();
    expect(stats.outcomes.map(({ outcome, total }) => [outcome, total])).toEqual([
      ["accepted", 1],
      ["sampled", 9],
    ]);
    checkSums(stats);
  });

  it("leaves out what a retry took away again", async () => {
    await count({ outcome: "dead_letter", reason: "22P05", quantity: 0 });
    const { outcomes, reasons, categories } = await read();
    expect([outcomes, reasons, categories]).toEqual([[], [], []]);
  });

  it("sees nothing of other projects, not even under the same key id", async () => {
    const other = await createProject(ctx, { name: "Other", platform: "go" });
    await count({ outcome: "accepted", quantity: 5 }, other.id);
    await count({ outcome: "accepted", quantity: 1 });
    expect((await read({ category: "all" })).receivedTotal).toBe(1);
    await expect(readProjectStats(ctx, { slug: "nothing", period: "24h", category: "all" })).rejects.toThrow(
      NotFoundError,
    );
  });

  it("asks the counters of the period and no events", async () => {
    await count({ outcome: "accepted", quantity: 1 });
    await pool().query("ALTER TABLE event RENAME TO event_away");
    try {
      expect((await read()).receivedTotal).toBe(1);
    } finally {
      await pool().query("ALTER TABLE event_away RENAME TO event");
    }
  });
});
