import { beforeAll, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { readTrends } from "./read-trends";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOON = Date.UTC(2026, 10, 18, 12, 30);

let projectId: number;

useDatabase();
beforeAll(async () => {
  projectId = await insertProject("web");
});

/** Events of an hour, as ingestion counts them; `isNoted: false` leaves the issue's own counter alone. */
async function count(
  issueId: number,
  time: number,
  events: number,
  { environment = "", isNoted = true } = {},
) {
  const own = isNoted ? events : 0;
  await pool().query("UPDATE issue SET event_count = event_count + $2 WHERE id = $1", [issueId, own]);
  await pool().query(
    `INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count)
     VALUES ($1, $2, $3, now(), now(), $4)
     ON CONFLICT (project_id, environment, issue_id) DO UPDATE SET event_count = issue_environment.event_count + excluded.event_count`,
    [projectId, environment, issueId, own],
  );
  await pool().query(
    `INSERT INTO issue_stat VALUES ($1, $2, $3, date_trunc('hour', $4::timestamptz), $5)
     ON CONFLICT (project_id, issue_id, environment, bucket) DO UPDATE SET count = issue_stat.count + excluded.count`,
    [projectId, issueId, environment, new Date(time), events],
  );
}

async function openIssue(): Promise<number> {
  const shortId = await insertIssue(projectId, { events: 0 });
  return (await locateIssue(systemContext(), shortId)).issueId;
}

function placed(counts: readonly number[]): number[][] {
  return counts.flatMap((events, place) => (events > 0 ? [[counts.length - 1 - place, events]] : []));
}

async function trendOf(issueId: number, now: number, environment?: string) {
  const [trend] = await readTrends([{ projectId, id: issueId }], environment, new Date(now));
  return { hoursAgo: placed(trend?.hours ?? []), daysAgo: placed(trend?.days ?? []) };
}

it("keeps up with the hour that runs, and with hours that end", async () => {
  const issue = await openIssue();
  await count(issue, NOON - 30 * HOUR_MS, 5);
  await count(issue, NOON - 2 * HOUR_MS, 2);
  await count(issue, NOON, 1);
  expect(await trendOf(issue, NOON)).toEqual({
    hoursAgo: [
      [2, 2],
      [0, 1],
    ],
    daysAgo: [
      [1, 5],
      [0, 3],
    ],
  });
  await count(issue, NOON, 4);
  expect(await trendOf(issue, NOON)).toEqual({
    hoursAgo: [
      [2, 2],
      [0, 5],
    ],
    daysAgo: [
      [1, 5],
      [0, 7],
    ],
  });
  const later = NOON + 3 * HOUR_MS;
  await count(issue, later - HOUR_MS, 10);
  expect(await trendOf(issue, later)).toEqual({
    hoursAgo: [
      [5, 2],
      [3, 5],
      [1, 10],
    ],
    daysAgo: [
      [1, 5],
      [0, 17],
    ],
  });
  const tomorrow = NOON + DAY_MS;
  expect(await trendOf(issue, tomorrow)).toEqual({
    hoursAgo: [[22, 10]],
    daysAgo: [
      [2, 5],
      [1, 17],
    ],
  });
  expect(await trendOf(issue, NOON + 13 * DAY_MS)).toEqual({ hoursAgo: [], daysAgo: [[13, 17]] });
  expect(await trendOf(issue, NOON + 20 * DAY_MS)).toEqual({ hoursAgo: [], daysAgo: [] });
});

it("reads again what is over when something late was counted", async () => {
  const issue = await openIssue();
  await count(issue, NOON - 2 * DAY_MS, 5);
  expect((await trendOf(issue, NOON)).daysAgo).toEqual([[2, 5]]);
  await count(issue, NOON - 5 * DAY_MS, 3);
  await count(issue, NOON, 1);
  expect((await trendOf(issue, NOON)).daysAgo).toEqual([
    [5, 3],
    [2, 5],
    [0, 1],
  ]);
  // Events that leave after a merge was undone.
  await count(issue, NOON - 2 * DAY_MS, -5);
  expect((await trendOf(issue, NOON)).daysAgo).toEqual([
    [5, 3],
    [0, 1],
  ]);
});

it("does not read what is over as long as the issue's counter stands", async () => {
  const issue = await openIssue();
  await count(issue, NOON - 2 * DAY_MS, 5);
  await trendOf(issue, NOON);
  await count(issue, NOON - 2 * DAY_MS, 70, { isNoted: false });
  expect((await trendOf(issue, NOON)).daysAgo).toEqual([[2, 5]]);
});

it("knows environments apart", async () => {
  const issue = await openIssue();
  await count(issue, NOON - 2 * DAY_MS, 5, { environment: "production" });
  await count(issue, NOON - 2 * DAY_MS, 2, { environment: "staging" });
  for (let round = 0; round < 2; round++) {
    expect((await trendOf(issue, NOON)).daysAgo).toEqual([[2, 7]]);
    expect((await trendOf(issue, NOON, "staging")).daysAgo).toEqual([[2, 2]]);
  }
  await count(issue, NOON - 3 * DAY_MS, 1, { environment: "staging" });
  expect((await trendOf(issue, NOON, "staging")).daysAgo).toEqual([
    [3, 1],
    [2, 2],
  ]);
  expect((await trendOf(issue, NOON, "production")).daysAgo).toEqual([[2, 5]]);
});
