import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { createTestDatabase } from "@/lib/testing/postgres";
import { createKey } from "./create-key";
import { createProject } from "./create-project";
import { deleteKey } from "./delete-key";
import { keyStatus, listKeys } from "./list-keys";
import { rotateKey } from "./rotate-key";
import type { Project } from "./schemas";
import { updateKey } from "./update-key";

const ctx = systemContext();
const baseUrl = "https://errors.example.com/jackdaw";
const DAY_MS = 86_400_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let project: Project;
let slug: string;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url));
});
afterAll(async () => {
  await closePool();
  await database.drop();
});
beforeEach(async () => {
  project = await createProject(ctx, { name: "Keys", platform: "node" });
  slug = project.slug;
});

async function onlyKey() {
  const [key] = await listKeys(ctx, { slug, baseUrl });
  if (!key) throw new Error("the project has no key");
  return key;
}

function count(keyId: string, hoursAgo: number, outcome: string, quantity: number) {
  return pool().query(
    `INSERT INTO outcome (project_id, bucket, key_id, category, outcome, reason, quantity)
     VALUES ($1, date_trunc('hour', now()) - make_interval(hours => $2), $3, 'error', $4, '', $5)`,
    [project.id, hoursAgo, keyId, outcome, quantity],
  );
}

describe("rotateKey", () => {
  it("makes a new key and keeps the old one for 7 days", async () => {
    const before = await onlyKey();
    const made = await rotateKey(ctx, { slug, keyId: before.id });
    const [old, fresh] = await listKeys(ctx, { slug, baseUrl });
    expect(old).toMatchObject({
      id: before.id,
      publicKey: before.publicKey,
      name: "Default (old)",
      status: "ends",
    });
    expect(Math.round((Date.parse(old?.expiresAt ?? "") - Date.now()) / 1000)).toBeCloseTo(
      (7 * DAY_MS) / 1000,
      -1,
    );
    expect(fresh).toMatchObject({ id: made.id, publicKey: made.publicKey, name: "Default", expiresAt: null });
    expect(made.publicKey).not.toBe(before.publicKey);
  });

  it("rotates a key once, even when asked twice at the same time", async () => {
    const { id: keyId } = await onlyKey();
    const asked = await Promise.allSettled([
      rotateKey(ctx, { slug, keyId }),
      rotateKey(ctx, { slug, keyId }),
    ]);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listKeys(ctx, { slug, baseUrl })).toHaveLength(2);
  });

  it("gives the new key the limit of the old one", async () => {
    const { id: keyId } = await onlyKey();
    await updateKey(ctx, { slug, keyId, changes: { eventsPerMinute: 600 } });
    await rotateKey(ctx, { slug, keyId });
    const keys = await listKeys(ctx, { slug, baseUrl });
    expect(keys.map((key) => key.eventsPerMinute)).toEqual([600, 600]);
  });

  it("refuses a disabled key", async () => {
    const { id: keyId } = await onlyKey();
    await updateKey(ctx, { slug, keyId, changes: { isActive: false } });
    await expect(rotateKey(ctx, { slug, keyId })).rejects.toThrow(ConflictError);
  });
});

describe("the other acts", () => {
  it("creates, renames, disables, enables and deletes", async () => {
    const { id: keyId } = await createKey(ctx, { slug, name: "Server" });
    await updateKey(ctx, { slug, keyId, changes: { name: "Worker", isActive: false } });
    expect((await listKeys(ctx, { slug, baseUrl }))[1]).toMatchObject({ name: "Worker", status: "disabled" });
    await updateKey(ctx, { slug, keyId, changes: { isActive: true } });
    expect((await listKeys(ctx, { slug, baseUrl }))[1]).toMatchObject({ name: "Worker", status: "waiting" });
    await updateKey(ctx, { slug, keyId, changes: { eventsPerMinute: 5 } });
    await updateKey(ctx, { slug, keyId, changes: { name: "Worker" } });
    expect((await listKeys(ctx, { slug, baseUrl }))[1]).toMatchObject({ eventsPerMinute: 5 });
    await updateKey(ctx, { slug, keyId, changes: { eventsPerMinute: null } });
    expect((await listKeys(ctx, { slug, baseUrl }))[1]).toMatchObject({ eventsPerMinute: null });
    await deleteKey(ctx, { slug, keyId });
    expect(await listKeys(ctx, { slug, baseUrl })).toHaveLength(1);
  });

  it("finds no key of another project", async () => {
    const { id: keyId } = await onlyKey();
    const other = await createProject(ctx, { name: "Other", platform: "node" });
    const foreign = { slug: other.slug, keyId };
    await expect(updateKey(ctx, { ...foreign, changes: { isActive: false } })).rejects.toThrow(NotFoundError);
    await expect(rotateKey(ctx, foreign)).rejects.toThrow(NotFoundError);
    await expect(deleteKey(ctx, foreign)).rejects.toThrow(NotFoundError);
    expect(await onlyKey()).toMatchObject({ status: "waiting" });
  });
});

describe("listKeys", () => {
  it("adds up the last 24 hours per key", async () => {
    const first = await onlyKey();
    const second = await createKey(ctx, { slug, name: "Second" });
    await count(first.id, 0, "accepted", 5);
    await count(first.id, 23, "accepted", 2);
    await count(first.id, 24, "accepted", 100);
    await count(first.id, 1, "invalid", 3);
    await count(first.id, 1, "rate_limited", 4);
    await count(first.id, 1, "duplicate", 50);
    await count(first.id, 1, "unsupported", 50);
    await count(second.id, 0, "accepted", 1);
    const [a, b] = await listKeys(ctx, { slug, baseUrl });
    expect(a).toMatchObject({ accepted: 7, dropped: 7 });
    expect([a?.trend.length, a?.trend[0], a?.trend[22], a?.trend[23]]).toEqual([24, 2, 0, 5]);
    expect(b).toMatchObject({ accepted: 1, dropped: 0 });
  });
});

describe("keyStatus", () => {
  const now = new Date("2026-01-10T00:00:00Z");
  const sometime = new Date("2026-01-01T00:00:00Z");
  it.each([
    [{ isActive: true, expiresAt: null, lastUsedAt: null }, "waiting"],
    [{ isActive: true, expiresAt: null, lastUsedAt: sometime }, "active"],
    [{ isActive: true, expiresAt: new Date("2026-01-11T00:00:00Z"), lastUsedAt: sometime }, "ends"],
    [{ isActive: true, expiresAt: now, lastUsedAt: sometime }, "ended"],
    [{ isActive: false, expiresAt: sometime, lastUsedAt: sometime }, "disabled"],
  ])("%o is %s", (key, status) => {
    expect(keyStatus(key, now)).toBe(status);
  });
});
