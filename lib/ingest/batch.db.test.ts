import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { store } from "./batch";
import { digest } from "./digest";
import { watchFiles } from "./spool/testing/watch-files";
import { createTestProject, readOutcomes, type TestProject } from "./testing/ingest-fixture";
import { type OutageFixture, openOutageFixture } from "./testing/outage-fixture";
import { prepareTestEvent } from "./testing/prepare-test-event";
import { counted, readCounts } from "./testing/read-counts";

let fixture: OutageFixture;
let project: TestProject;

beforeAll(async () => {
  fixture = await openOutageFixture();
}, 60_000);
afterAll(() => fixture.close(), 30_000);
beforeEach(async () => {
  project = await createTestProject();
});

const counts = () => readCounts(fixture.query, project.id);
const hashOf = (kind: number) => kind.toString(16).padStart(32, "0");

/** First events of as many kinds of errors. */
function firstEvents(count: number) {
  return Array.from({ length: count }, (_, kind) =>
    prepareTestEvent(project, { hashes: [hashOf(kind)], tags: [["browser", "Firefox"]] }),
  );
}

async function limitNewIssues(perMinute: number | null): Promise<void> {
  await fixture.query("UPDATE project SET new_issues_per_minute = $2 WHERE id = $1", [project.id, perMinute]);
}

/** How often each kind of fact stands in the outbox, and how many issues there are. */
async function readFacts(): Promise<Record<string, number>> {
  const rows = await fixture.query<{ kind: string; n: number }>(
    `SELECT kind, count(*)::int AS n FROM outbox WHERE project_id = $1 GROUP BY 1
     UNION ALL SELECT 'issues', count(*)::int FROM issue WHERE project_id = $1`,
    [project.id],
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

it("stores what the database refuses as a dead letter, and the 49 others of its batch", async () => {
  const poison = prepareTestEvent(project, { release: "1.0\u0000" });
  const others = Array.from({ length: 49 }, () => prepareTestEvent(project));
  await Promise.all([...others.slice(0, 20), poison, ...others.slice(20)].map((event) => store(event)));
  await fixture.drained();
  expect(await counts()).toEqual(counted(49));
  expect(await readOutcomes(project.id)).toEqual(["error accepted 49", "error dead_letter 22021 1"]);
  const letters = await fixture.query<{ id: string }>(
    "SELECT replace(event_id::text, '-', '') AS id FROM dead_letter WHERE project_id = $1",
    [project.id],
  );
  expect(letters).toEqual([{ id: poison.eventId }]);
});

it("sends one event in a thousand by way of the disk, and stores it once", async () => {
  const disk = watchFiles();
  await fixture.reopenBuffer({ files: disk.files });
  const before = disk.counts.get("writev") ?? 0;
  for (let round = 0; round < 10; round++)
    await Promise.all(Array.from({ length: 100 }, () => store(prepareTestEvent(project))));
  await fixture.drained();
  expect(disk.counts.get("writev") ?? 0).toBeGreaterThan(before);
  expect(disk.counts.get("datasync") ?? 0).toBeGreaterThan(0);
  expect(await counts()).toEqual(counted(1_000));
});

describe("the same 1,000 first events in several connections at once", () => {
  it("make exactly 1,000 issues, and tell of each once", async () => {
    await limitNewIssues(null);
    const batches = Array.from({ length: 5 }, (_, part) =>
      firstEvents(1_000).filter((_, kind) => kind % 5 === part),
    );
    const again = batches.map((events) =>
      events.toReversed().map((event) => prepareTestEvent(project, { hashes: event.hashes })),
    );
    await Promise.all([...batches, ...again].map((events) => digest(events)));
    expect(await readFacts()).toEqual({ issues: 1_000, new_issue: 1_000 });
    expect((await counts()).accepted).toBe(2_000);
  });
});

it("opens 100 issues a minute, keeps the rest together, and tells of a spike once", async () => {
  await limitNewIssues(100);
  const events = firstEvents(180);
  await Promise.all(
    [events.slice(0, 60), events.slice(60, 120), events.slice(120)].map((part) => digest(part)),
  );
  const facts = await readFacts();
  expect(facts).toEqual({ issues: 101, new_issue: 100, spike: 1 });
  expect(await counts()).toEqual(counted(180));
});
