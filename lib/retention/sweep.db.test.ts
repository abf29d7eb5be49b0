import { expect, it } from "vitest";
import { listDetached, listPartitions } from "@/lib/db/list-partitions";
import { dayText } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";
import { finishDrops } from "./drop-event-partition";
import { findDrift } from "./find-drift";
import { holdWorkerLock } from "./hold-worker-lock";
import { sweep } from "./sweep";
import { unstoppable } from "./sweep-context";
import {
  addIssue,
  addProject,
  countsOf,
  daysAgo,
  daysOf,
  makeDay,
  now,
  useRetentionDatabase,
} from "./testing/retention-fixture";

useRetentionDatabase();

const lines: string[] = [];
const run = (context = unstoppable(now)) => sweep(context, (line) => lines.push(line));
const oldest = async () => dayText((await listPartitions("event"))[0]?.day ?? now);
/** So many events, evenly over the 200 hours from nine days ago. */
const spread = (events: number) =>
  Array.from(
    { length: events },
    (_, index) => new Date(daysAgo(9).getTime() + index * 60_000 * (12_000 / events)),
  );
const timesOf = async (issue: number) =>
  (
    await pool().query<{ at: Date }>(
      "SELECT received_at AS at FROM event WHERE issue_id = $1 ORDER BY received_at",
      [issue],
    )
  ).rows.map(({ at }) => at.getTime());
const count = async (table: string, projectId: number) =>
  (await pool().query(`SELECT FROM ${table} WHERE project_id = $1`, [projectId])).rowCount;

it("drops the days that nobody keeps, and says so in the issues' counts", async () => {
  for (const days of [32, 31, 30, 29]) await makeDay(days);
  const project = await addProject(30);
  const old = daysAgo(31);
  const issue = await addIssue(project, [daysAgo(32), old, old, daysAgo(30), daysAgo(29), now]);
  await pool().query(
    "INSERT INTO outcome VALUES ($1, $2, gen_random_uuid(), 'error', 'accepted', '', 1), ($1, $3, gen_random_uuid(), 'error', 'accepted', '', 1)",
    [project, old, now],
  );
  lines.length = 0;
  expect(await run()).toBe(true);
  expect(await daysOf(project)).toEqual(["2026-10-21 1", "2026-10-22 1", "2026-11-20 1"]);
  expect(await countsOf(issue)).toEqual([3, 6]);
  expect(await count("outcome", project)).toBe(1);
  expect((await listPartitions("event"))[0]?.day).toEqual(new Date("2026-10-21T00:00:00Z"));
  expect((await listPartitions("issue_stat"))[0]?.day).toEqual(new Date("2026-10-21T00:00:00Z"));
  expect(lines).toEqual([expect.stringMatching(/^Retention: days dropped: 6 in \d+\.\d s$/)]);
  expect(await findDrift()).toEqual([]);
  lines.length = 0;
  await run();
  expect(lines).toEqual([]);
});

it("removes the rows of a project that keeps less, and leaves the others' alone", async () => {
  for (const days of [20, 10]) await makeDay(days);
  const [brief, long] = [await addProject(7), await addProject(30)];
  const times = [...Array.from({ length: 1_500 }, () => daysAgo(20)), daysAgo(10), daysAgo(7), now];
  const [issue, other] = [await addIssue(brief, times), await addIssue(long, times)];
  await run();
  expect(await daysOf(brief)).toEqual(["2026-11-13 1", "2026-11-20 1"]);
  expect(await countsOf(issue)).toEqual([2, 1_503]);
  expect(await count("issue_stat", brief)).toBe(2);
  expect(await countsOf(other)).toEqual([1_503, 1_503]);
  expect(await count("event", long)).toBe(1_503);
  expect(await findDrift()).toEqual([]);
});

it("empties DEFAULT of what is too old", async () => {
  const project = await addProject(30);
  const issue = await addIssue(project, [new Date("1999-01-01"), now]);
  expect((await pool().query("SELECT FROM event_default")).rowCount).toBe(1);
  await run();
  expect((await pool().query("SELECT FROM event_default")).rowCount).toBe(0);
  expect(await countsOf(issue)).toEqual([1, 2]);
});

it("deletes an issue whole with its last event, and the environments that nobody has any more", async () => {
  await makeDay(40);
  const project = await addProject(30);
  const gone = await addIssue(project, [daysAgo(40), daysAgo(31)], "staging");
  const stays = await addIssue(project, [daysAgo(40), daysAgo(29)], "prod");
  await run();
  expect([await countsOf(gone), await countsOf(stays)]).toEqual([null, [1, 2]]);
  for (const table of ["issue", "issue_text", "issue_hash", "issue_tag", "issue_user", "issue_environment"])
    expect([table, await count(table, project)]).toEqual([table, 1]);
  expect(await count("event", project)).toBe(1);
  const { rows } = await pool().query("SELECT name FROM environment WHERE project_id = $1", [project]);
  expect(rows).toEqual([{ name: "prod" }]);
});

it("deletes old news, old dead letters and what keys used an hour ago", async () => {
  const [brief, long] = [await addProject(5), await addProject(30)];
  for (const project of [brief, long]) {
    await pool().query(
      `INSERT INTO dead_letter (project_id, event_id, key_id, received_at, title, code, error, record)
       VALUES ($1, gen_random_uuid(), gen_random_uuid(), $2, '', '', '', '')`,
      [project, daysAgo(10)],
    );
    for (const at of [daysAgo(8), daysAgo(6)])
      await pool().query(
        "INSERT INTO outbox (project_id, kind, issue_id, event_id, created_at) VALUES ($1, 'new_issue', 1, gen_random_uuid(), $2)",
        [project, at],
      );
    for (const minutes of [61, 59])
      await pool().query("INSERT INTO quota_use VALUES ($1, gen_random_uuid(), 'error', $2, 1)", [
        project,
        new Date(now.getTime() - minutes * 60_000),
      ]);
  }
  await run();
  for (const [project, letters] of [
    [brief, 0],
    [long, 1],
  ] as const)
    expect([
      await count("dead_letter", project),
      await count("outbox", project),
      await count("quota_use", project),
    ]).toEqual([letters, 1, 1]);
});

it("thins out what is too much: each issue keeps its first, its last and a spread, the noisiest lose most", async () => {
  for (const days of [9, 8, 7, 6, 5, 4, 3, 2]) await makeDay(days);
  const project = await addProject(30, 1_000);
  const noisy = await addIssue(project, spread(3_000));
  const busy = await addIssue(project, spread(600));
  const quiet = await addIssue(project, spread(5));
  const before = new Map([[noisy, await timesOf(noisy)]]);
  await run();
  expect(await countsOf(quiet)).toEqual([5, 5]);
  // 472 may stay of each: one for each of 49 spans, as far as these lie before the newest 423, and those.
  expect(await countsOf(noisy)).toEqual([466, 3_000]);
  expect(await countsOf(busy)).toEqual([438, 600]);
  const [was, is] = [before.get(noisy) ?? [], await timesOf(noisy)];
  expect([is[0], is.at(-1)]).toEqual([was[0], was.at(-1)]);
  const steps = is.slice(1, -423).map((time, index) => time - (is[index] ?? 0));
  expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(4 * 60_000);
  expect(is.slice(-423)).toEqual(was.slice(-423));
  expect(await findDrift()).toEqual([]);
  lines.length = 0;
  await run();
  expect(lines).toEqual([]);
});

it("goes on where an interrupted removal stopped, and counts nothing twice", async () => {
  await makeDay(40);
  const project = await addProject(30);
  const issue = await addIssue(project, [daysAgo(40), daysAgo(40), now]);
  // As after a crash between detaching the day and counting it.
  await pool().query("ALTER TABLE event DETACH PARTITION event_20261011");
  expect(await findDrift()).toEqual([]);
  // As when the worker is stopped between counting and subtracting.
  const stop = new AbortController();
  stop.abort();
  await finishDrops({ now, signal: stop.signal });
  expect((await listDetached()).map(({ name }) => name)).toEqual(["event_20261011_gone"]);
  expect(await countsOf(issue)).toEqual([3, 3]);
  expect(await findDrift()).toEqual([]);
  await run();
  expect(await listDetached()).toEqual([]);
  expect(await countsOf(issue)).toEqual([1, 3]);
  expect(await findDrift()).toEqual([]);
});

it("leaves the work to the process that is at it, and stops when told", async () => {
  await makeDay(40);
  await addProject(30);
  await holdWorkerLock(async () => expect(await run()).toBe(false));
  const stop = new AbortController();
  stop.abort();
  expect(await run({ now, signal: stop.signal })).toBe(true);
  expect(await oldest()).toBe("2026-10-11");
  await run();
  expect((await oldest()) >= "2026-10-21").toBe(true);
});

it("finds counters that do not say what the rows say", async () => {
  const project = await addProject();
  const issue = await addIssue(project, [now, now]);
  expect([await findDrift(), await findDrift({ sample: 10 })]).toEqual([[], []]);
  await pool().query("UPDATE issue SET stored_count = 4 WHERE id = $1", [issue]);
  const drift = [
    { projectId: project, issueId: issue, kind: "stored", expected: 2, found: 4 },
    { projectId: project, issueId: issue, kind: "counted", expected: 4, found: 2 },
  ];
  expect(await findDrift()).toEqual(drift);
  expect(await findDrift({ sample: 10 })).toEqual(drift);
  await pool().query("UPDATE issue SET stored_count = 2 WHERE id = $1", [issue]);
  await pool().query("UPDATE issue_stat SET count = 1");
  expect(await findDrift()).toMatchObject([{ kind: "hours", expected: 2, found: 1 }]);
  await pool().query("UPDATE issue_stat SET count = 3");
  expect(await findDrift()).toMatchObject([{ kind: "hours", expected: 2, found: 3 }]);
  await pool().query("DELETE FROM issue");
  expect(await findDrift()).toMatchObject([{ kind: "orphan", issueId: issue, found: 2 }]);
});
