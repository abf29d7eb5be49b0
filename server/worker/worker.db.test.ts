import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { listPartitions } from "@/lib/db/list-partitions";
import { makePartition } from "@/lib/db/make-partition";
import { dayOf, dayText } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";
import { listTroubles, reportTrouble } from "@/lib/health/report";
import { createTestProject, openTestDatabase } from "@/lib/ingest/testing/ingest-fixture";
import { unstoppable } from "@/lib/retention/sweep-context";
import { digest } from "@/lib/ingest/digest";
import { startWorker } from "../start-worker";
import { makeEvent } from "../testing/merge-fixture";
import { checkCounters } from "./check-counters";
import { makeRoom } from "./make-room";

let close: () => Promise<void>;
const lines: string[] = [];
const log = (line: string) => lines.push(line);

beforeAll(async () => {
  close = await openTestDatabase();
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(() => close());

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const dayNamed = (days: number) => dayText(dayOf(daysAgo(days)));

it("removes what is too old right after the start, and stops in the middle when told", async () => {
  await createTestProject();
  await makePartition("event", dayOf(daysAgo(91)));
  const worker = await startWorker(log, { isDatabaseHere: false });
  await expect.poll(async () => (await listPartitions("event")).length, { timeout: 10_000 }).toBe(16);
  await worker.close();
  expect(lines).toEqual([expect.stringMatching(/^Retention: days dropped: 1 in /)]);
  await makePartition("event", dayOf(daysAgo(91)));
  const second = await startWorker(log);
  await second.close();
  // Whether it came that far or not: what is there is whole, and nothing failed.
  expect(lines.filter((line) => !line.startsWith("Retention"))).toEqual([]);
  expect([...listTroubles().keys()]).toEqual([]);
});

it("tells the owner when a step fails, and takes it back when it works again", async () => {
  await pool().query("ALTER TABLE outbox RENAME TO outbox_away");
  const broken = await startWorker(log, { isDatabaseHere: false });
  await expect.poll(() => listTroubles().get("retention")).toContain("Old events could not be removed");
  await broken.close();
  expect(lines.join("\n")).toContain('relation "outbox" does not exist');
  await pool().query("ALTER TABLE outbox_away RENAME TO outbox");
  const well = await startWorker(log, { isDatabaseHere: false });
  await expect.poll(() => listTroubles().size).toBe(0);
  await well.close();
});

it("gives up the oldest day of events to make room, never one of the last week", async () => {
  for (const days of [10, 9, 8, 7]) await makePartition("event", dayOf(daysAgo(days)));
  const given: (string | null)[] = [];
  for (let round = 0; round < 4; round++) {
    const day = await makeRoom(unstoppable(new Date()), log);
    given.push(day && dayText(day));
  }
  expect(given).toEqual([dayNamed(10), dayNamed(9), dayNamed(8), null]);
  expect(dayText((await listPartitions("event"))[0]?.day ?? new Date(0))).toBe(dayNamed(7));
  expect(lines).toHaveLength(3);
});

it("tells the owner of counters that do not match", async () => {
  const project = await createTestProject();
  await pool().query(
    `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen, event_count, stored_count)
     VALUES ($1, 1, 'E', '', '', 40, 'node', now(), now(), 1, 1)`,
    [project.id],
  );
  await checkCounters(unstoppable(new Date()), log);
  expect(listTroubles().get("counters")).toContain("(1 found)");
  expect(lines[0]).toContain('"kind":"stored"');
  await pool().query("DELETE FROM issue");
  await checkCounters(unstoppable(new Date()), log);
  expect(listTroubles().has("counters")).toBe(false);
  reportTrouble("counters", null);
});

it("gives a new issue to its owner within seconds, and stops at once", async () => {
  const project = await createTestProject();
  await pool().query("INSERT INTO organization (id, name, slug) VALUES ('o', 'O', 'o')");
  await pool().query("INSERT INTO team (id, organization_id, slug, name) VALUES ('t', 'o', 'all', 'All')");
  await pool().query(
    `UPDATE project SET organization_id = 'o', ownership_rules = 'tags.customer:* #all', is_auto_assigning = true,
            auto_assigning_since = now() - interval '1 hour' WHERE id = $1`,
    [project.id],
  );
  const worker = await startWorker(log, { isDatabaseHere: false });
  await digest([makeEvent(project)]);
  const assignee = async () =>
    (
      await pool().query<{ team: string }>("SELECT assignee_team AS team FROM issue WHERE project_id = $1", [
        project.id,
      ])
    ).rows[0]?.team;
  await expect.poll(assignee, { timeout: 10_000 }).toBe("t");
  await worker.close();
});
