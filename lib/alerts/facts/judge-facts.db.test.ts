import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  addRule,
  type AlertPlace,
  arrive,
  MINUTE,
  openAlertPlace,
  readTold,
} from "@/lib/alerts/testing/alert-fixture";
import { systemContext } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { encodePayload } from "@/lib/events/payload";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { formatShortId } from "@/lib/issues/short-id";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import * as queue from "@/lib/notifications/enqueue";
import type { IssueFacts } from "@/lib/notifications/facts";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { unstoppable } from "@/lib/retention/sweep-context";
import { insertPerson } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { judgeFacts } from "./judge-facts";
import { judgeSeen } from "./judge-seen";

useDatabase();
let place: AlertPlace;

beforeAll(async () => {
  await maintainPartitions();
});
beforeEach(async () => {
  // What others left is none of this test's.
  await pool().query("UPDATE outbox SET is_judged = true; UPDATE alert_rule SET is_enabled = false");
  place = await openAlertPlace();
});

const now = new Date();
const hash = (text: string) => [text.padEnd(32, "0")];
const judge = (at = now) => judgeFacts(unstoppable(at));
const look = (at: Date) => judgeSeen(unstoppable(at));
const told = () => readTold(place);

async function change(act: IssueChange): Promise<void> {
  const { rows } = await pool().query<{ number: number; prefix: string }>(
    "SELECT i.short_id AS number, p.short_prefix AS prefix FROM issue i JOIN project p ON p.id = i.project_id WHERE p.id = $1",
    [place.projectId],
  );
  const shortIds = rows.map(({ prefix, number }) => formatShortId(prefix, number));
  await changeIssues(systemContext(), { change: act, shortIds });
}

describe("a rule over issues", () => {
  it("tells of a new issue once, with what its newest event says", async () => {
    await addRule(place, { kind: "issue", triggers: ["new"], query: "environment:production TypeError" });
    const event = prepareTestEvent({ id: place.projectId, keyId: randomUUID() });
    const frame = {
      filename: "app.js",
      function: "run",
      lineno: 3,
      in_app: true,
      pre_context: ["a", "b"],
      context_line: "c()",
      post_context: ["d"],
    };
    const raw = {
      exception: { values: [{ type: "TypeError", value: "x", stacktrace: { frames: [frame] } }] },
    };
    await arrive(place, 1, { payload: encodePayload(normaliseEvent(raw, event)) });
    await arrive(place, 1, { hashes: hash("other"), environment: "staging" });
    expect(await judge()).toBe(2);
    expect(await judge()).toBe(0);
    expect(await told()).toEqual(["issue new x1"]);
    const { rows } = await pool().query<{ facts: IssueFacts }>(
      "SELECT facts FROM notification WHERE project_id = $1",
      [place.projectId],
    );
    expect(rows[0]?.facts).toMatchObject({
      reason: "new",
      rule: { name: "Watch" },
      issue: {
        project: place.slug,
        type: "TypeError",
        events: 1,
        environment: "production",
        release: "1.0.0",
        code: {
          file: "app.js",
          function: "run",
          line: 3,
          lines: [{ number: 1 }, { number: 2 }, { number: 3, text: "c()" }, { number: 4 }],
        },
      },
    });
  });

  it("cuts what is long between characters", async () => {
    await addRule(place, { kind: "issue", triggers: ["new"] });
    await arrive(place, 1, { message: `${"x".repeat(999)}😀` });
    expect(await judge()).toBe(1);
    const { rows } = await pool().query<{ facts: IssueFacts }>(
      "SELECT facts FROM notification WHERE project_id = $1",
      [place.projectId],
    );
    expect(rows[0]?.facts.issue.message).toBe("x".repeat(999));
  });

  it("hears what people and time do to issues, and nothing of what is not for it", async () => {
    const triggers = ["regressed", "assigned", "high_priority", "reappeared", "escalating"] as const;
    for (const trigger of triggers) await addRule(place, { kind: "issue", triggers: [trigger] });
    await arrive(place, 1);
    await change({ kind: "assign", to: { type: "user", id: place.userId } });
    await change({ kind: "assign", to: null });
    await change({ kind: "priority", priority: "low" });
    await change({ kind: "priority", priority: "high" });
    await change({ kind: "resolve", in: { type: "now" } });
    await arrive(place, 1);
    await change({ kind: "archive", until: { type: "count", events: 1 } });
    await arrive(place, 1);
    await judge();
    // High priority: it is by now what was new, somebody said so, and it came back with it twice.
    expect((await told()).toSorted()).toEqual([
      "issue assigned x1",
      "issue high_priority x1",
      "issue high_priority x1",
      "issue high_priority x1",
      "issue high_priority x1",
      "issue reappeared x1",
      "issue regressed x1",
    ]);
  });

  it("tells a person who is given an issue, without a rule, unless they took it", async () => {
    const bob = await insertPerson({
      name: `bob-${place.slug}`,
      role: "member",
      organizationId: place.organizationId,
    });
    await arrive(place, 1);
    await change({ kind: "assign", to: { type: "user", id: bob } });
    await judge();
    const { rows } = await pool().query("SELECT recipient, rule_id FROM delivery WHERE project_id = $1", [
      place.projectId,
    ]);
    expect(rows).toEqual([{ recipient: `user:${bob}`, rule_id: null }]);
    const own = { ...systemContext(), actor: { ...systemContext().actor, userId: place.userId } };
    const { rows: issues } = await pool().query<{ name: string }>(
      "SELECT p.short_prefix || '-1' AS name FROM project p WHERE id = $1",
      [place.projectId],
    );
    await changeIssues(own, {
      change: { kind: "assign", to: { type: "user", id: place.userId } },
      shortIds: [issues[0]?.name ?? ""],
    });
    await judge();
    expect(await told()).toHaveLength(1);
  });

  it("tells owners: who has it, or whom the rules of the project name", async () => {
    const bob = await insertPerson({
      name: `bob-${place.slug}`,
      role: "member",
      organizationId: place.organizationId,
    });
    await pool().query("UPDATE project SET ownership_rules = $2 WHERE id = $1", [
      place.projectId,
      `path:src/* bob-${place.slug}@example.com`,
    ]);
    await addRule(place, { kind: "issue", triggers: ["new"] }, { recipients: [{ to: { type: "owners" } }] });
    const event = prepareTestEvent({ id: place.projectId, keyId: randomUUID() });
    const raw = {
      exception: {
        values: [{ type: "E", stacktrace: { frames: [{ filename: "src/app.js", in_app: true }] } }],
      },
    };
    await arrive(place, 1, { payload: encodePayload(normaliseEvent(raw, event)) });
    await judge();
    const { rows } = await pool().query("SELECT recipient FROM delivery WHERE project_id = $1", [
      place.projectId,
    ]);
    expect(rows).toEqual([{ recipient: `user:${bob}` }]);
  });

  it("waits for the owner of a new issue, not for long", async () => {
    await pool().query(
      "UPDATE project SET is_auto_assigning = true, auto_assigning_since = now() - interval '1 hour' WHERE id = $1",
      [place.projectId],
    );
    await addRule(place, { kind: "issue", triggers: ["new"] });
    await arrive(place, 1);
    expect(await judge(new Date())).toBe(0);
    expect(await judge(new Date(Date.now() + 20_000))).toBe(1);
    expect(await told()).toEqual(["issue new x1"]);
  });
});

describe("once", () => {
  it("whoever is at the same facts", async () => {
    await addRule(place, { kind: "issue", triggers: ["new"] });
    for (let number = 0; number < 12; number++) await arrive(place, 1, { hashes: hash(`a${number}z`) });
    const counts = await Promise.all([judge(), judge(), judge()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(await told()).toHaveLength(12);
  });

  it.each([1, 2, 3])("though it ends before, between or after its messages (%s)", async (place_) => {
    for (let rule = 0; rule < 2; rule++) await addRule(place, { kind: "issue", triggers: ["new"] });
    await arrive(place, 1);
    let calls = 0;
    const real = queue.enqueue;
    const spy = vi.spyOn(queue, "enqueue").mockImplementation(async (...args) => {
      if (++calls === place_) throw new Error("killed");
      const done = await real(...args);
      if (calls === 2 && place_ === 3) throw new Error("killed");
      return done;
    });
    await expect(judge()).rejects.toThrow("killed");
    expect(await told()).toEqual([]);
    spy.mockRestore();
    expect(await judge()).toBe(1);
    expect(await told()).toEqual(["issue new x1", "issue new x1"]);
  });

  it("and one that cannot be judged does not hold up the others", async () => {
    await addRule(place, { kind: "issue", triggers: ["new"] });
    await arrive(place, 1, { hashes: hash("b1") });
    await arrive(place, 1, { hashes: hash("b2") });
    const spy = vi.spyOn(queue, "enqueue").mockRejectedValueOnce(new Error("no"));
    const errors: string[] = [];
    expect(await judgeFacts(unstoppable(now), ({ message }) => errors.push(message))).toBe(1);
    spy.mockRestore();
    expect(errors).toEqual(["no"]);
    expect(await judge()).toBe(1);
    expect(await told()).toHaveLength(2);
  });
});

describe("a storm", () => {
  it("is ten messages, and one with all the others, at most", async () => {
    await addRule(place, { kind: "issue", triggers: ["new"] });
    await pool().query("UPDATE project SET new_issues_per_minute = NULL WHERE id = $1", [place.projectId]);
    await pool().query(
      `WITH made AS (
         INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen, event_count)
         SELECT $1, n, 'E', n::text, '', 40, 'node', now(), now(), 1 FROM generate_series(1, 40) AS n RETURNING id)
       INSERT INTO outbox (project_id, kind, issue_id) SELECT $1, 'new_issue', id FROM made`,
      [place.projectId],
    );
    expect(await judge()).toBe(40);
    const { rows } = await pool().query<{ deliveries: number; messages: number }>(
      "SELECT count(*)::int AS deliveries, sum(cardinality(notification_ids))::int AS messages FROM delivery WHERE project_id = $1",
      [place.projectId],
    );
    // What comes beyond joins what waits; with nobody sending here that is any of the first.
    expect(rows[0]?.messages).toBe(40);
    expect(rows[0]?.deliveries).toBeLessThanOrEqual(11);
  });

  it("costs nothing where nobody listens", async () => {
    await arrive(place, 3);
    const spy = vi.spyOn(queue, "enqueue");
    expect(await judge()).toBe(1);
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });
});

describe("seen so often", () => {
  const seen = { count: 5, of: "events", withinMinutes: 15 } as const;

  it("is told when it is reached within the window, once, and again when the window is over", async () => {
    const start = now.getTime();
    const at = (minutes: number) => new Date(start + minutes * MINUTE);
    await addRule(
      place,
      { kind: "issue", triggers: ["seen"], seen },
      { throttle: { minutes: 5 } },
      new Date(start - MINUTE),
    );
    await arrive(place, 4, { receivedAt: at(-30) });
    await arrive(place, 4, { receivedAt: at(0) });
    await look(at(0));
    expect(await told()).toEqual([]);
    await arrive(place, 1, { receivedAt: at(1) });
    await look(at(1));
    expect(await told()).toEqual(["issue seen x1"]);
    await arrive(place, 5, { receivedAt: at(3) });
    await look(at(3));
    expect(await told()).toHaveLength(1);
    await arrive(place, 5, { receivedAt: at(17) });
    await look(at(17));
    expect(await told()).toHaveLength(2);
    const { rows } = await pool().query(
      "SELECT facts->'seen' AS seen FROM notification WHERE project_id = $1 ORDER BY created_at",
      [place.projectId],
    );
    expect(rows).toMatchObject([{ seen }, { seen: { count: 10 } }]);
  });

  it("counts people, and only what its search finds", async () => {
    await addRule(
      place,
      {
        kind: "issue",
        triggers: ["seen"],
        seen: { count: 3, of: "users", withinMinutes: 15 },
        query: "error.type:TypeError",
      },
      {},
      new Date(now.getTime() - MINUTE),
    );
    for (const user of ["a", "b", "c"]) {
      await arrive(place, 2, { userKey: `id:${user}` });
      await arrive(place, 2, { userKey: `id:${user}`, hashes: hash("c2"), type: "RangeError" });
    }
    await arrive(place, 9, { hashes: hash("c3") });
    expect(await look(new Date(Date.now() + 1000))).toBe(1);
    expect(await told()).toEqual(["issue seen x1"]);
  });

  it("is told by one of two who look", async () => {
    await addRule(place, { kind: "issue", triggers: ["seen"], seen }, {}, new Date(now.getTime() - MINUTE));
    await arrive(place, 5);
    const at = new Date(Date.now() + 1000);
    const looked = await Promise.all([look(at), look(at), look(at)]);
    expect(looked.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await told()).toHaveLength(1);
  });
});
