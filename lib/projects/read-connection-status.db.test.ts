import { beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatShortId } from "@/lib/issues/short-id";
import { useDatabase } from "@/lib/testing/use-database";
import { createProject } from "./create-project";
import { locateEvent } from "./locate-event";
import { readConnectionStatus } from "./read-connection-status";
import type { Project } from "./schemas";

const ctx = systemContext();
const first = "11111111-1111-4111-8111-111111111111";
const second = "22222222-2222-4222-8222-222222222222";
let project: Project;

useDatabase();
beforeEach(async () => {
  project = await createProject(ctx, { name: "Status", platform: "go" });
});

async function addIssue(number: number): Promise<number> {
  const { rows } = await pool().query(
    `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen)
     VALUES ($1, $2, 'E', '', '', 40, 'go', now(), now()) RETURNING id`,
    [project.id, number],
  );
  return rows[0].id;
}

function addEvent(issueId: number, id: string, receivedAt: string) {
  return pool().query(
    `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, payload)
     VALUES ($1, $2, $3, $4, now(), 40, 'h', '')`,
    [project.id, id, receivedAt, issueId],
  );
}

/** Counts as the doors do, in this hour. */
async function count(category: string, outcome: string, reason: string, quantity: number): Promise<void> {
  await pool().query(
    `INSERT INTO outcome (project_id, bucket, key_id, category, outcome, reason, quantity)
     VALUES ($1, date_trunc('hour', now()), gen_random_uuid(), $2, $3, $4, $5)`,
    [project.id, category, outcome, reason, quantity],
  );
}

describe("readConnectionStatus", () => {
  it("waits while nothing has arrived", async () => {
    expect(await readConnectionStatus(ctx, project)).toEqual({
      firstEvent: null,
      logs: null,
      refused: [],
      refusedLogs: [],
    });
  });

  it("names the first event and its issue", async () => {
    const issueId = await addIssue(1);
    const receivedAt = new Date().toISOString();
    await addEvent(issueId, second, new Date(Date.now() + 1000).toISOString());
    await addEvent(issueId, first, receivedAt);
    await pool().query("UPDATE project SET first_event_at = now() WHERE id = $1", [project.id]);
    expect((await readConnectionStatus(ctx, project)).firstEvent).toEqual({
      shortId: `${project.shortPrefix}-1`,
      eventId: first.replaceAll("-", ""),
      at: receivedAt,
    });
  });

  it("names the oldest event that is left when the very first is gone", async () => {
    await addIssue(1);
    await addEvent(await addIssue(2), second, new Date().toISOString());
    await pool().query("UPDATE project SET first_event_at = now() WHERE id = $1", [project.id]);
    expect((await readConnectionStatus(ctx, project)).firstEvent?.shortId).toBe(`${project.shortPrefix}-2`);
  });

  it("does not look at issues that were merged into others, however many", async () => {
    const later = await addIssue(200);
    await pool().query(
      `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen, status, merged_into)
       SELECT $1, number, 'E', '', '', 40, 'go', now(), now(), 'merged', $2 FROM generate_series(1, 100) AS number`,
      [project.id, later],
    );
    await addEvent(later, second, new Date().toISOString());
    await pool().query("UPDATE project SET first_event_at = now() WHERE id = $1", [project.id]);
    expect((await readConnectionStatus(ctx, project)).firstEvent?.shortId).toBe(
      formatShortId(project.shortPrefix, 200),
    );
  });

  it("adds up what was refused today, and leaves out what was not", async () => {
    const add =
      "INSERT INTO outcome (project_id, bucket, key_id, category, outcome, reason, quantity) VALUES";
    const hour = "date_trunc('hour', now())";
    await pool().query(
      `${add} ($1, ${hour}, gen_random_uuid(), 'error', 'invalid', 'too_large', 2),
              ($1, ${hour} - interval '1 hour', gen_random_uuid(), 'error', 'invalid', 'too_large', 3),
              ($1, ${hour} - interval '24 hours', gen_random_uuid(), 'error', 'invalid', 'too_large', 100),
              ($1, ${hour}, gen_random_uuid(), 'error', 'accepted', '', 100),
              ($1, ${hour}, gen_random_uuid(), 'error', 'duplicate', '', 100),
              ($1, ${hour}, gen_random_uuid(), 'session', 'unsupported', '', 100)`,
      [project.id],
    );
    const { refused } = await readConnectionStatus(ctx, project);
    expect(refused).toMatchObject([{ outcome: "invalid", reason: "too_large", quantity: 5 }]);
  });

  it("tells what was refused of log lines apart, whatever else was", async () => {
    await count("error", "invalid", "too_large", 2);
    await count("log_item", "invalid", "invalid_json", 3);
    await count("log_byte", "rate_limited", "project_quota", 7_000);
    const { refused, refusedLogs } = await readConnectionStatus(ctx, project);
    expect(refused).toMatchObject([{ reason: "too_large", quantity: 2 }]);
    expect(refusedLogs).toEqual([
      { outcome: "invalid", reason: "invalid_json", quantity: 3, lastHour: expect.any(String) },
    ]);
  });

  it("counts the lines of the last day and names who sent the first of them", async () => {
    await count("error", "accepted", "", 9);
    expect((await readConnectionStatus(ctx, project)).logs).toBeNull();
    await count("log_item", "accepted", "", 12);
    await count("log_byte", "accepted", "", 1_200);
    expect((await readConnectionStatus(ctx, project)).logs).toEqual({ lines: 12, first: null });
    await pool().query(
      `INSERT INTO log_stat (project_id, minute, level, host, service, quantity) VALUES
         ($1, date_trunc('minute', now()), 2, 'web-2', 'cart', 5),
         ($1, date_trunc('minute', now()) - interval '5 minutes', 3, 'web-1', 'checkout', 6),
         ($1, date_trunc('minute', now()) - interval '5 minutes', 2, repeat('*', 256), '', 6),
         ($1, date_trunc('minute', now()) - interval '40 days', 3, 'old', 'old', 1)`,
      [project.id],
    );
    expect((await readConnectionStatus(ctx, project)).logs).toEqual({
      lines: 12,
      first: { host: "web-1", service: "checkout" },
    });
  });
});

describe("locateEvent", () => {
  it("finds an event's issue in its own project only", async () => {
    const issueId = await addIssue(7);
    await addEvent(issueId, first, new Date().toISOString());
    const other = await createProject(ctx, { name: "Other", platform: "go" });
    expect(await locateEvent(ctx, { slug: project.slug, eventId: first })).toMatchObject({
      shortId: `${project.shortPrefix}-7`,
    });
    expect(await locateEvent(ctx, { slug: other.slug, eventId: first })).toBeNull();
  });
});
