import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { listTroubles } from "@/lib/health/report";
import { digest } from "@/lib/ingest/digest";
import { createTestProject, openTestDatabase, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { formatShortId } from "@/lib/issues/short-id";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import type { ArchiveUntil } from "@/lib/issues/workflow/schemas";
import { wakeArchived } from "@/lib/issues/workflow/wake-archived";
import { unstoppable } from "@/lib/retention/sweep-context";
import { keepDoing } from "./keep-doing";
import { watchArchive } from "./watch-archive";

const MINUTE_MS = 60_000;
let close: () => Promise<void>;
let project: TestProject;

beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  project = await createTestProject();
});

const wake = (now = new Date()) => wakeArchived(unstoppable(now));
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

/** Events of one issue, so many minutes ago, of one person each. */
async function arrive(quantity: number, minutes: number, person = "ada"): Promise<void> {
  const receivedAt = ago(minutes);
  await digest(
    Array.from({ length: quantity }, () =>
      prepareTestEvent(project, { receivedAt, userKey: `id:${person}` }),
    ),
  );
}

/** Archives the issue, and has it archived for some minutes already. */
async function archive(until: ArchiveUntil, minutes = 0): Promise<void> {
  const { rows } = await pool().query<{ number: number; prefix: string }>(
    "SELECT i.short_id AS number, p.short_prefix AS prefix FROM issue i JOIN project p ON p.id = i.project_id WHERE p.id = $1",
    [project.id],
  );
  const shortIds = rows.map(({ prefix, number }) => formatShortId(prefix, number));
  await changeIssues(systemContext(), { change: { kind: "archive", until }, shortIds });
  await pool().query("UPDATE issue SET archived_at = $2 WHERE project_id = $1", [project.id, ago(minutes)]);
}

async function readStatus(): Promise<string | undefined> {
  const { rows } = await pool().query<{ status: string }>("SELECT status FROM issue WHERE project_id = $1", [
    project.id,
  ]);
  return rows[0]?.status;
}

describe("an archive that ends by time", () => {
  const at = "2030-01-01T00:00:00.000Z";

  it("ends then, not before, and says so", async () => {
    await arrive(2, 0);
    const { rows: events } = await pool().query<{ id: string }>(
      "SELECT id FROM event WHERE project_id = $1 ORDER BY seq DESC LIMIT 1",
      [project.id],
    );
    await archive({ type: "time", at });
    expect(await wake(new Date("2029-12-31T23:59:59Z"))).toBe(0);
    expect(await wake(new Date(at))).toBe(1);
    const { rows } = await pool().query(
      `SELECT status, priority, escalated_at AS "escalatedAt", archived_at AS "archivedAt", archived_until AS until
         FROM issue WHERE project_id = $1`,
      [project.id],
    );
    expect(rows).toEqual([
      { status: "unresolved", priority: 75, escalatedAt: new Date(at), archivedAt: null, until: null },
    ]);
    const told = await pool().query(
      "SELECT kind, event_id FROM outbox WHERE project_id = $1 AND kind <> 'new_issue'",
      [project.id],
    );
    expect(told.rows).toEqual([{ kind: "escalated", event_id: events[0]?.id }]);
    const noted = await pool().query(
      "SELECT actor, data FROM issue_activity WHERE project_id = $1 AND kind = 'escalated'",
      [project.id],
    );
    expect(noted.rows).toEqual([{ actor: null, data: { reason: { type: "time", at } } }]);
  });

  it("ends once, though several processes found it", async () => {
    await arrive(1, 0);
    await archive({ type: "time", at });
    const holder = await pool().connect();
    await holder.query("BEGIN");
    await holder.query("SELECT FROM issue WHERE project_id = $1 FOR UPDATE", [project.id]);
    const waking = Promise.all([wake(new Date(at)), wake(new Date(at))]);
    // Both have found it, and wait for the row.
    await expect
      .poll(async () => {
        const { rows } = await pool().query<{ waiting: number }>(
          "SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        return rows[0]?.waiting;
      })
      .toBe(2);
    await holder.query("COMMIT");
    holder.release();
    expect((await waking).toSorted((one, other) => one - other)).toEqual([0, 1]);
    const { rowCount } = await pool().query(
      "SELECT FROM outbox WHERE project_id = $1 AND kind = 'escalated'",
      [project.id],
    );
    expect(rowCount).toBe(1);
  });

  it("ends also for an issue of which no event is left", async () => {
    await arrive(1, 0);
    await pool().query("DELETE FROM event WHERE project_id = $1", [project.id]);
    await archive({ type: "time", at });
    expect(await wake(new Date(at))).toBe(1);
  });

  it("ends for more issues than one portion holds", async () => {
    await arrive(1, 0);
    await pool().query(
      `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen, status, archived_at, archive_condition, archived_until)
       SELECT $1, 100 + n, 'E', '', '', 40, 'node', now(), now(), 'archived', now(), 'time', now() FROM generate_series(1, 1001) AS n`,
      [project.id],
    );
    expect(await wake()).toBe(1001);
  });
});

describe("an archive that ends by a number within a window", () => {
  it.each<[ArchiveUntil, events: [quantity: number, minutes: number, person?: string][], isBack: boolean]>([
    [{ type: "count", events: 5, windowMinutes: 30 }, [[5, 20]], true],
    [
      { type: "count", events: 5, windowMinutes: 30 },
      [
        [3, 25],
        [2, 1],
      ],
      true,
    ],
    [{ type: "count", events: 5, windowMinutes: 30 }, [[4, 20]], false],
    // Too early by some minutes, or before it was archived.
    [
      { type: "count", events: 5, windowMinutes: 30 },
      [
        [4, 35],
        [4, 20],
      ],
      false,
    ],
    [
      { type: "count", events: 5, windowMinutes: 300 },
      [
        [4, 250],
        [4, 20],
      ],
      false,
    ],
    // Over hours that are counted, and one that is looked at.
    [
      { type: "count", events: 12, windowMinutes: 180 },
      [
        [6, 175],
        [3, 100],
        [3, 1],
      ],
      true,
    ],
    [
      { type: "count", events: 13, windowMinutes: 180 },
      [
        [6, 175],
        [3, 100],
        [3, 1],
      ],
      false,
    ],
    [{ type: "count", users: 2, windowMinutes: 30 }, [[9, 20, "ada"]], false],
    [
      { type: "count", users: 2, windowMinutes: 30 },
      [
        [1, 20, "ada"],
        [1, 10, "ben"],
      ],
      true,
    ],
    [
      { type: "count", users: 2, windowMinutes: 30 },
      [
        [1, 40, "ada"],
        [1, 10, "ben"],
      ],
      false,
    ],
    [
      { type: "count", events: 100, users: 2, windowMinutes: 30 },
      [
        [1, 20, "ada"],
        [1, 10, "ben"],
      ],
      true,
    ],
    // An hour that brought more than 10, the least that is expected.
    [{ type: "escalating" }, [[10, 20]], false],
    [
      { type: "escalating" },
      [
        [6, 55],
        [5, 5],
      ],
      true,
    ],
    [
      { type: "escalating" },
      [
        [6, 65],
        [5, 5],
      ],
      false,
    ],
    [{ type: "forever" }, [[500, 5]], false],
  ])("%o with %j: back %s", async (until, events, isBack) => {
    await arrive(1, 60 * 24 * 20);
    await archive(until, 200);
    for (const [quantity, minutes, person] of events) await arrive(quantity, minutes, person);
    expect(await wake()).toBe(isBack ? 1 : 0);
    expect(await readStatus()).toBe(isBack ? "unresolved" : "archived");
  });

  it("expects as much as the busiest hour of the week before, and only of what comes after", async () => {
    await arrive(30, 60 * 48);
    await archive({ type: "escalating" }, 30);
    await arrive(30, 20);
    expect(await wake()).toBe(0);
    await arrive(1, 10);
    expect(await wake()).toBe(1);
  });

  it("goes on behind a portion in which nothing is due", async () => {
    await arrive(12, 5);
    await archive({ type: "count", events: 5, windowMinutes: 60 }, 50);
    const { rows } = await pool().query<{ id: number }>("SELECT max(id) AS id FROM issue");
    await pool().query(
      `WITH made AS (
         INSERT INTO issue (project_id, id, short_id, type, message, culprit, level, platform, first_seen, last_seen, status,
                            archived_at, archive_condition, archived_users, archived_window)
         SELECT $1, $2::bigint - 100000 + n, 100 + n, 'E', '', '', 40, 'node', now(), now(), 'archived',
                now() - interval '1 hour', 'count', 2, 60 FROM generate_series(1, 501) AS n
         RETURNING project_id, id
       )
       INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count)
       SELECT project_id, id, '', date_trunc('hour', now()), 50 FROM made`,
      [project.id, rows[0]?.id],
    );
    expect(await wake()).toBe(1);
  });
});

it("is looked at until it is told to stop, and its failure is said once", async () => {
  await arrive(1, 0);
  await archive({ type: "time", at: new Date(Date.now() - MINUTE_MS).toISOString() });
  const stop = new AbortController();
  const lines: string[] = [];
  await pool().query("ALTER TABLE issue_activity RENAME TO issue_activity_away");
  const broken = keepDoing(watchArchive, stop.signal, (line) => lines.push(line));
  await expect.poll(() => listTroubles().has("archive")).toBe(true);
  stop.abort();
  await broken;
  expect(lines).toHaveLength(1);
  await pool().query("ALTER TABLE issue_activity_away RENAME TO issue_activity");
  const again = new AbortController();
  const well = keepDoing(watchArchive, again.signal, (line) => lines.push(line));
  await expect.poll(readStatus).toBe("unresolved");
  await expect.poll(() => listTroubles().has("archive")).toBe(false);
  again.abort();
  await well;
});
