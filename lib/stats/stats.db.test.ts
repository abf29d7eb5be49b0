import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { createProject } from "@/lib/projects/create-project";
import type { Project } from "@/lib/projects/schemas";
import { createTestDatabase } from "@/lib/testing/postgres";
import { readHealthSummary } from "./health-summary";
import { listProjectSummaries } from "./list-project-summaries";
import { rangeOf, readProjectOverview } from "./project-overview";

const ctx = systemContext();
const now = new Date();
const HOUR_MS = 3_600_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let project: Project;
let number = 0;

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
});

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);

function addOutcome(hours: number, outcome: string, quantity: number) {
  return pool().query(
    `INSERT INTO outcome (project_id, bucket, key_id, category, outcome, reason, quantity)
     VALUES ($1, date_trunc('hour', $2::timestamptz), gen_random_uuid(), 'error', $3, '', $4)`,
    [project.id, hoursAgo(hours), outcome, quantity],
  );
}

type Seen = { first: number; last: number; status?: string; regressed?: number; users?: string[] };

async function addIssue({
  first,
  last,
  status = "unresolved",
  regressed,
  users = [],
}: Seen): Promise<string> {
  number += 1;
  const { rows } = await pool().query<{ id: number }>(
    `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, status, first_seen, last_seen,
                        regressed_at, user_count)
     VALUES ($1, $2, $3, '', '', 40, 'go', $4, $5, $6, $7, $8) RETURNING id`,
    [
      project.id,
      number,
      `E${number}`,
      status,
      hoursAgo(first),
      hoursAgo(last),
      regressed === undefined ? null : hoursAgo(regressed),
      users.length,
    ],
  );
  for (const user of users) {
    await pool().query(
      "INSERT INTO issue_user (project_id, issue_id, environment, user_key) VALUES ($1, $2, '', $3)",
      [project.id, rows[0]?.id, user],
    );
  }
  return `E${number}`;
}

const read = (period: "24h" | "7d" = "24h") => readProjectOverview(ctx, { slug: project.slug, period }, now);

describe("readProjectOverview", () => {
  it("sorts stored events into steps and tells them from the period before", async () => {
    await pool().query("UPDATE project SET first_event_at = $2 WHERE id = $1", [project.id, hoursAgo(100)]);
    await addOutcome(0, "accepted", 5);
    await addOutcome(23, "accepted", 2);
    await addOutcome(24, "accepted", 7);
    await addOutcome(1, "invalid", 3);
    await addOutcome(1, "duplicate", 50);
    const overview = await read();
    expect(overview.events).toHaveLength(24);
    expect([overview.events[0], overview.events[22], overview.events[23]]).toEqual([2, 0, 5]);
    expect(overview.eventTotal).toEqual({ now: 7, before: 7 });
    expect(overview.refusedTotal).toEqual({ now: 3, before: 0 });
  });

  it("compares with nothing while the project is younger than two periods", async () => {
    await pool().query("UPDATE project SET first_event_at = $2 WHERE id = $1", [project.id, hoursAgo(30)]);
    expect((await read()).eventTotal).toEqual({ now: 0, before: null });
  });

  it("lists what is new and what came back, latest first, and nothing that is resolved", async () => {
    const old = await addIssue({ first: 200, last: 1 });
    const fresh = await addIssue({ first: 5, last: 1 });
    const back = await addIssue({ first: 200, last: 1, regressed: 2 });
    await addIssue({ first: 5, last: 5, status: "resolved" });
    const overview = await read();
    expect(overview.newAndRegressed.map(({ type, state }) => [type, state])).toEqual([
      [back, "regressed"],
      [fresh, "new"],
    ]);
    expect(overview.newAndRegressed.map(({ type }) => type)).not.toContain(old);
    expect(overview.newIssues.now).toBe(2);
    expect(overview.regressed.count).toBe(1);
    expect(overview.unresolvedCount).toBe(3);
  });

  it("counts each person once over all issues of the period", async () => {
    const both = await addIssue({ first: 2, last: 1, users: ["a", "b"] });
    const one = await addIssue({ first: 2, last: 1, users: ["b"] });
    await addIssue({ first: 200, last: 100, users: ["c"] });
    const overview = await read();
    expect(overview.users).toEqual({ count: 2, isAtLeast: false });
    expect(overview.mostUsers.map(({ type }) => type)).toEqual([both, one]);
  });

  it("tells of one environment what was in it, with its own times and people", async () => {
    await pool().query("UPDATE project SET first_event_at = $2 WHERE id = $1", [project.id, hoursAgo(100)]);
    const both = await addIssue({ first: 200, last: 1, users: ["a", "b"] });
    const elsewhere = await addIssue({ first: 2, last: 1, users: ["c"] });
    const ids = await pool().query<{ id: number; type: string }>(
      "SELECT id, type FROM issue WHERE project_id = $1",
      [project.id],
    );
    const idOf = (type: string) => ids.rows.find((row) => row.type === type)?.id;
    const see = (type: string, environment: string, hours: number, events: number) =>
      pool().query(
        `WITH place AS (
           INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count, user_count)
           VALUES ($1, $2, $3, $4, $4, $5, 1)
         ), person AS (
           INSERT INTO issue_user (project_id, issue_id, environment, user_key) VALUES ($1, $3, $2, 'a')
         )
         INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count)
         VALUES ($1, $3, $2, date_trunc('hour', $4::timestamptz), $5), ($1, $3, $2, date_trunc('hour', $6::timestamptz), 1)`,
        [project.id, environment, idOf(type), hoursAgo(hours), events, hoursAgo(30)],
      );
    await see(both, "staging", 3, 7);
    await see(both, "production", 190, 50);
    await see(elsewhere, "production", 2, 9);
    await addOutcome(1, "invalid", 3);
    const staging = await readProjectOverview(
      ctx,
      { slug: project.slug, period: "24h", env: "staging" },
      now,
    );
    expect(staging.events[20]).toBe(7);
    expect(staging).toMatchObject({
      eventTotal: { now: 7, before: 1 },
      refusedTotal: { now: 3, before: 0 },
      newIssues: { now: 1, before: 0 },
      unresolvedCount: 1,
      users: { count: 1, isAtLeast: false },
    });
    expect(staging.newAndRegressed.map(({ type }) => type)).toEqual([both]);
    expect(staging.mostUsers).toMatchObject([{ type: both, userCount: 1 }]);
    const nowhere = await readProjectOverview(ctx, { slug: project.slug, period: "24h", env: "none" }, now);
    expect(nowhere).toMatchObject({ eventTotal: { now: 0 }, unresolvedCount: 0, users: { count: 0 } });
  });

  it("finds no project that is not there", async () => {
    await expect(readProjectOverview(ctx, { slug: "nothing", period: "7d" })).rejects.toThrow(NotFoundError);
  });
});

describe("rangeOf", () => {
  it.each(["24h", "7d", "30d", "90d"] as const)(
    "%s begins and ends on a step and holds at most 200",
    (period) => {
      const { from, to, stepMs } = rangeOf(period, now);
      expect([from.getTime() % stepMs, to.getTime() % stepMs]).toEqual([0, 0]);
      expect(to.getTime()).toBeGreaterThan(now.getTime());
      expect((to.getTime() - from.getTime()) / stepMs).toBeLessThanOrEqual(200);
    },
  );
});

describe("listProjectSummaries", () => {
  it("gives every project its own last 24 hours", async () => {
    const quiet = await createProject(ctx, { name: "Quiet", platform: "go" });
    await addOutcome(0, "accepted", 4);
    await addOutcome(30, "accepted", 100);
    await addIssue({ first: 1, last: 1 });
    await addIssue({ first: 100, last: 2 });
    await addIssue({ first: 100, last: 0.5, status: "archived" });
    const listed = await listProjectSummaries(ctx);
    const mine = listed.find(({ id }) => id === project.id);
    expect(mine).toMatchObject({ unresolvedCount: 2, newCount: 1, eventCount: 4, worstLevel: "error" });
    expect(mine?.lastEventAt).toBe(hoursAgo(0.5).toISOString());
    expect(listed.find(({ id }) => id === quiet.id)).toMatchObject({ eventCount: 0, lastEventAt: null });
  });
});

describe("readHealthSummary", () => {
  it("counts what was stored on the whole server", async () => {
    const before = await readHealthSummary(ctx, new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS));
    await addOutcome(0, "accepted", 600);
    await addOutcome(0, "invalid", 6000);
    const after = await readHealthSummary(ctx, new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS));
    expect((after.eventsPerMinute ?? 0) - (before.eventsPerMinute ?? 0)).toBe(10);
    // The server of the tests runs without fsync.
    expect(after.status).toBe("degraded");
    expect(after.reasons.join()).toContain("fsync");
  });
});
