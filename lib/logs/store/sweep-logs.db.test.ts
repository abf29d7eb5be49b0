import { beforeEach, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { removeLogRows } from "@/lib/retention/remove-log-rows";
import { unstoppable } from "@/lib/retention/sweep-context";
import { insertOrganization } from "@/lib/testing/insert-person";
import { insertProject } from "@/lib/testing/insert-issue";
import type { LogLine } from "@/lib/logs/line";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { useDatabase } from "@/lib/testing/use-database";
import { compact } from "./compact";
import { countLines } from "./count-lines";
import { giveUpLogDay, oldestLogDay } from "./give-up-day";
import { removeReplaced } from "./remove-replaced";
import { seal } from "./seal";
import { sweepLogs } from "./sweep-logs";
import { linesOf, listOnDisk, readLines } from "./testing/read-lines";

useDatabase();
const store = useLogStore();
const folder = () => store().folder;
const now = new Date("2026-11-20T12:00:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const daysAgo = (days: number) => BigInt(now.getTime() - days * 86_400_000) * 1_000_000n;
const sealAll = () => seal({ folder: folder(), now: new Date(Date.now() + 3_600_000) });
let project = 0;
let count = 0;

beforeEach(async () => {
  if (count === 0) await insertOrganization("acme");
  project = await insertProject(`p${++count}`);
});

const lineOf = (days: number, severity = 9): LogLine => ({
  time: daysAgo(days),
  severity,
  message: `${days} ${severity}`,
});
const sealedNow = () => pool().query("UPDATE log_file SET sealed_at = $1", [now]);
const messages = async () =>
  (await readLines(project))
    .map((text) => (JSON.parse(text) as string[])[11] ?? "")
    .toSorted((a, b) => (a < b ? -1 : 1));

it("removes files by the age that their project says, and levels by theirs", async () => {
  await pool().query(
    "UPDATE project SET log_retention_days = 10, log_level_days = '{2,5,0,0}' WHERE id = $1",
    [project],
  );
  const lines = [1, 3, 6, 11].flatMap((days) => [lineOf(days, 5), lineOf(days, 9), lineOf(days, 17)]);
  const chunk = await makeChunk(project, lines);
  const kept = linesOf(chunk, lines).filter((text) => !/"(3 5|6 5|6 9|11 .*)"/.test(text));
  await sealAll();
  await sealedNow();
  await sweepLogs({ folder: folder(), now });
  expect(await messages()).toEqual(["1 17", "1 5", "1 9", "3 17", "3 9", "6 17"]);
  expect(await readLines(project)).toEqual(kept.toSorted());
  // For queries under way the old files are there until ten minutes later.
  const mine = async () =>
    (await listOnDisk(folder())).filter((name) => name.startsWith(`${project}/`)).length;
  expect(await mine()).toBe(6);
  expect(await removeReplaced(folder(), minutes(9))).toBe(0);
  expect(await removeReplaced(folder(), minutes(11))).toBe(3);
  expect(await mine()).toBe(3);
  const again = await sweepLogs({ folder: folder(), now });
  expect(again).toEqual({ notes: [], trouble: null });
});

it("does not keep for ever what a clock that is ahead dated into the future", async () => {
  await makeChunk(project, [{ ...lineOf(0), time: daysAgo(-3_000) }]);
  await sealAll();
  await sealedNow();
  await sweepLogs({ folder: folder(), now });
  expect(await messages()).toHaveLength(1);
  await sweepLogs({ folder: folder(), now: minutes(31 * 1_440) });
  expect(await messages()).toHaveLength(0);
});

it("removes what belongs to a project that is gone", async () => {
  await makeChunk(project, [lineOf(1)]);
  await sealAll();
  await makeChunk(project, [lineOf(1)]);
  await pool().query("DELETE FROM project WHERE id = $1", [project]);
  await sweepLogs({ folder: folder(), now });
  await removeReplaced(folder(), minutes(11));
  expect((await listOnDisk(folder())).filter((name) => name.startsWith(`${project}/`))).toEqual([]);
  expect((await pool().query("SELECT FROM log_file WHERE project_id = $1", [project])).rowCount).toBe(0);
  expect((await pool().query("SELECT FROM log_chunk WHERE project_id = $1", [project])).rowCount).toBe(0);
});

it("removes counters by level, and rejections by age and number", async () => {
  await pool().query("UPDATE project SET log_retention_days = 10, log_level_days = '{2}' WHERE id = $1", [
    project,
  ]);
  await pool().query(
    `INSERT INTO log_stat SELECT $1::int, $2::timestamptz - days * interval '1 day', level, 'h', 's', 1
       FROM unnest('{1,3,11}'::int[]) AS days, unnest('{0,3}'::int[]) AS level`,
    [project, now],
  );
  await pool().query(
    `INSERT INTO log_rejection (project_id, received_at, door, reason, detail, bytes, sample)
     SELECT $1::int, $2::timestamptz - n * interval '1 second', 'hec', 'x', '', 0, ''::bytea FROM generate_series(1, 1005) AS n
     UNION ALL SELECT $1::int, $2::timestamptz - interval '12 days', 'hec', 'x', '', 0, ''::bytea`,
    [project, now],
  );
  expect(await removeLogRows(unstoppable(now))).toBe(3 + 6);
  const { rows } = await pool().query(
    `SELECT extract(day FROM $2::timestamptz - minute)::int AS days, level FROM log_stat WHERE project_id = $1 ORDER BY 1, 2`,
    [project, now],
  );
  expect(rows).toEqual([
    { days: 1, level: 0 },
    { days: 1, level: 3 },
    { days: 3, level: 3 },
  ]);
});

it.each(["written", "published", "committed"] as const)(
  "compacts without losing or doubling a line when it ends after the step “%s”",
  async (last) => {
    const all: string[] = [];
    for (let each = 0; each < 3; each++) {
      const lines = [{ ...lineOf(1), attributes: { [`k${each}`]: each } }];
      all.push(...linesOf(await makeChunk(project, lines), lines));
      await sealAll();
    }
    const crash = compact({
      folder: folder(),
      now,
      onStep: (step) => {
        if (step === last) throw new Error("The power is gone");
      },
    });
    await expect(crash).rejects.toThrow("The power is gone");
    expect(await readLines(project)).toEqual(all.toSorted());
    await compact({ folder: folder(), now });
    expect(await readLines(project)).toEqual(all.toSorted());
    const { rowCount } = await pool().query(
      "SELECT FROM log_file WHERE project_id = $1 AND replaced_at IS NULL",
      [project],
    );
    expect(rowCount).toBe(1);
  },
);

it("counts by the catalog, and cuts the time where lines are", async () => {
  await makeChunk(project, [lineOf(3), lineOf(2), lineOf(1)]);
  await sealAll();
  const source = { projectIds: [project], from: daysAgo(5), to: daysAgo(0) };
  expect(await countLines(source)).toEqual({ lines: 3, isExact: true });
  // One file a day, each wholly before or after the cut.
  expect(await countLines({ ...source, from: daysAgo(2) })).toEqual({ lines: 2, isExact: true });
});

it("gives up the oldest day when told", async () => {
  await makeChunk(project, [lineOf(30), lineOf(1)]);
  await sealAll();
  const day = await oldestLogDay();
  expect(day).toBe("2026-10-21");
  expect(await giveUpLogDay(folder(), day ?? "", now)).toBe(1);
  expect(await messages()).toEqual(["1 9"]);
});
