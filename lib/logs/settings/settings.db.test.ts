import { beforeAll, beforeEach, expect, it } from "vitest";
import { type Context, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { updateProjectSchema } from "@/lib/projects/schemas";
import { readProject } from "@/lib/projects/read-project";
import { updateProject } from "@/lib/projects/update-project";
import { insertProject } from "@/lib/testing/insert-issue";
import { insertOrganization } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { readUsage } from "./read-usage";

useDatabase();
let shop = 0;
const ctx = systemContext();
const now = new Date("2026-11-20T12:00:00Z");

beforeAll(async () => {
  await insertOrganization("acme");
  shop = await insertProject("shop");
});
beforeEach(() => pool().query("TRUNCATE log_file, log_chunk"));

const insertFile = (day: string, levels: number[], bytes: number, isReplaced = false) =>
  pool().query(
    `INSERT INTO log_file (project_id, id, day, time_min, time_max, lines, raw_bytes, file_bytes, checksum, columns, level_lines, replaced_at)
     VALUES ($1, gen_random_uuid(), $2, 0, 1, $3, $4, $5, '', '{}', $6, $7)`,
    [shop, day, levels.reduce((a, b) => a + b, 0), bytes * 10, bytes, levels, isReplaced ? now : null],
  );

it("says how many lines of which level and age there are, by the catalog alone", async () => {
  expect(await readUsage(ctx, { slug: "shop" }, now)).toMatchObject({ lines: 0, bytes: 0, oldestDay: null });
  // A clock that is ahead, today, the last day of each age and the first of the next.
  await insertFile("2026-11-21", [1, 0, 0, 0], 1);
  await insertFile("2026-11-20", [1, 2, 3, 4], 10);
  await insertFile("2026-11-19", [10, 0, 0, 0], 100);
  await insertFile("2026-11-14", [10, 0, 0, 0], 100);
  await insertFile("2026-11-13", [0, 100, 0, 0], 1_000);
  await insertFile("2026-10-22", [0, 100, 0, 0], 1_000);
  await insertFile("2026-10-21", [0, 0, 1_000, 0], 10_000);
  await insertFile("2026-11-20", [9, 9, 9, 9], 7, true);
  await makeChunk(shop, [{ time: 1n, severity: 9, message: "x" }]);
  const usage = await readUsage(ctx, { slug: "shop" }, now);
  expect(usage).toMatchObject({
    lines: 1 + 10 + 20 + 200 + 1_000 + 1,
    waiting: 1,
    ages: [
      { levels: [2, 2, 3, 4], bytes: 11 },
      { levels: [20, 0, 0, 0], bytes: 200 },
      { levels: [0, 200, 0, 0], bytes: 2_000 },
      { levels: [0, 0, 1_000, 0], bytes: 10_000 },
    ],
    oldestDay: "2026-10-21",
  });
  expect(usage.bytes).toBeGreaterThan(12_211);
});

it("exists for who sees the project", async () => {
  const stranger: Context = { ...ctx, actor: { ...ctx.actor, projectIds: [shop + 1] } };
  await expect(readUsage(stranger, { slug: "shop" })).rejects.toThrow(NotFoundError);
});

it("keeps what is said about retention and limits of logs, and nothing else changes", async () => {
  const before = await readProject(ctx, { slug: "shop" });
  expect(before).toMatchObject({ logRetentionDays: 30, logLevelDays: [0, 0, 0, 0], logsPerMinute: null });
  const changes = updateProjectSchema.parse({
    logRetentionDays: 14,
    logLevelDays: [3, 0, 7, 14],
    logsPerMinute: "600,000",
  });
  const said = { logRetentionDays: 14, logLevelDays: [3, 0, 7, 14], logsPerMinute: 600_000 };
  expect(await updateProject(ctx, { slug: "shop", changes })).toEqual({ ...before, ...said });
  await updateProject(ctx, { slug: "shop", changes: { name: "Shop" } });
  expect(await readProject(ctx, { slug: "shop" })).toEqual({ ...before, ...said, name: "Shop" });
  await updateProject(ctx, { slug: "shop", changes: { logsPerMinute: null } });
  expect((await readProject(ctx, { slug: "shop" })).logsPerMinute).toBeNull();
  const tooLong = updateProjectSchema.safeParse({ logRetentionDays: 5, logLevelDays: [0, 5, 6, 0] });
  expect(tooLong.error?.issues.map(({ path }) => path)).toEqual([["logLevelDays", 2]]);
});
