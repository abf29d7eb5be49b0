import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import type { thresholdConditionSchema } from "@/lib/alerts/schemas";
import { silenceRule } from "@/lib/alerts/silence-rule";
import {
  addRule,
  type AlertPlace,
  arrive,
  MINUTE,
  openAlertPlace,
  readTold,
} from "@/lib/alerts/testing/alert-fixture";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { encodePayload } from "@/lib/events/payload";
import { openAlertIssues } from "@/lib/ingest/alert-issues/open-alert-issues";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import * as queue from "@/lib/notifications/enqueue";
import type { FiringFacts } from "@/lib/notifications/facts";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { unstoppable } from "@/lib/retention/sweep-context";
import { useDatabase } from "@/lib/testing/use-database";
import { evaluateRules } from "./evaluate-rules";

useDatabase();
useLogStore();

/** Three hours ago, on the minute: what is received then is there. */
const base = Math.floor(Date.now() / MINUTE) * MINUTE - 180 * MINUTE;
const at = (minutes: number) => new Date(base + minutes * MINUTE);
const count: z.input<typeof thresholdConditionSchema> = {
  kind: "threshold",
  dataset: "events",
  query: "level:error",
  measure: { kind: "count" },
  windowMinutes: 5,
  critical: 10,
};
const payload = (browser: string, took: number) =>
  encodePayload(
    normaliseEvent({ tags: { browser, took: String(took) } }, prepareTestEvent({ id: 1, keyId: "" })),
  );
const hash = (text: string) => [text.padEnd(32, "0")];
let place: AlertPlace;

beforeAll(async () => {
  await maintainPartitions();
});
beforeEach(async () => {
  await pool().query("UPDATE alert_rule SET is_enabled = false");
  place = await openAlertPlace();
});

const watch = (change: Partial<typeof count> = {}, more: Parameters<typeof addRule>[2] = {}) =>
  addRule(place, { ...count, ...change }, more, at(-1));
/** Judges what ends with a minute, as a worker does shortly after. */
const check = (minutes: number) =>
  evaluateRules(unstoppable(new Date(base + minutes * MINUTE + 30_000)), { open: openAlertIssues });
const come = (quantity: number, minutes: number, change: Parameters<typeof arrive>[2] = {}) =>
  arrive(place, quantity, { receivedAt: new Date(base + minutes * MINUTE + 1_000), ...change });
const told = () => readTold(place);

async function states(): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT concat_ws(' ', nullif(group_key, ''), status, value) AS line FROM alert_state WHERE project_id = $1 ORDER BY group_key`,
    [place.projectId],
  );
  return rows.map(({ line }) => line);
}

async function firings(): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT concat_ws(' ', nullif(f.group_key, ''), f.severity, round(extract(epoch FROM f.started_at - $2) / 60), '-',
              round(extract(epoch FROM f.ended_at - $2) / 60), 'peak', f.peak, i.status) AS line
       FROM alert_firing f LEFT JOIN issue i ON i.project_id = f.project_id AND i.id = f.issue_id
      WHERE f.project_id = $1 ORDER BY f.started_at, f.group_key`,
    [place.projectId, at(0)],
  );
  return rows.map(({ line }) => line);
}

async function issues(): Promise<unknown[]> {
  const { rows } = await pool().query(
    "SELECT type, message, status, event_count AS events FROM issue WHERE project_id = $1 AND platform = 'alert' ORDER BY id",
    [place.projectId],
  );
  return rows;
}

describe("a breach", () => {
  it("opens an issue, tells once, ends with it, and reopens it with the next", async () => {
    await watch();
    await come(10, 0);
    expect(await check(1)).toBe(1);
    expect([await states(), await told()]).toEqual([["ok 10"], []]);
    await come(1, 1, { level: 20 });
    await come(5, 1);
    await check(2);
    await check(3);
    expect(await states()).toEqual(["critical 15"]);
    expect(await issues()).toEqual([
      { type: "Watch", message: "events matching level:error: 15 in 5 min", status: "unresolved", events: 1 },
    ]);
    await check(6);
    expect(await firings()).toEqual(["critical 2 - 6 peak 15 resolved"]);
    await come(20, 7);
    await check(8);
    expect(await issues()).toMatchObject([{ status: "unresolved", events: 2 }]);
    expect((await told()).toSorted()).toEqual([
      "firing critical x1",
      "firing critical x1",
      "resolved critical x1",
    ]);
    const { rows } = await pool().query<{ facts: FiringFacts }>(
      "SELECT facts FROM notification WHERE project_id = $1 ORDER BY created_at LIMIT 1",
      [place.projectId],
    );
    const facts = rows[0]?.facts;
    expect(facts).toMatchObject({
      kind: "firing",
      subject: "events matching level:error",
      value: 15,
      threshold: 10,
      comparison: "above",
      windowMinutes: 5,
      startedAt: at(2).toISOString(),
      endedAt: null,
      projects: [place.slug],
      bars: [0, 0, 0, 10, 5],
      issue: { type: "Watch" },
    });
    expect(facts?.samples).toHaveLength(5);
    expect(facts?.samples[0]).toMatchObject({ level: "error", text: "TypeError: x is not a function" });
    expect(facts?.searchPath).toContain(`/issues?query=level%3Aerror&status=all&project=${place.slug}`);
  });

  it("is judged once a minute, whoever is at it", async () => {
    await watch();
    await watch({ critical: 5 });
    await come(11, 0);
    const counts = await Promise.all([check(1), check(1), check(1)]);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(2);
    expect(await check(1)).toBe(0);
    expect(await told()).toHaveLength(2);
    expect(await issues()).toHaveLength(2);
  });

  it.each([1, 2])("leaves nothing half done when it ends at its message %s", async (call) => {
    await watch({ groupBy: ["environment"] });
    await come(11, 0);
    await come(11, 0, { environment: "staging" });
    const real = queue.enqueue;
    let calls = 0;
    const spy = vi.spyOn(queue, "enqueue").mockImplementation(async (...args) => {
      if (++calls === call) throw new Error("killed");
      return real(...args);
    });
    await expect(check(1)).rejects.toThrow("killed");
    expect([await told(), await firings(), await issues(), await states()]).toEqual([[], [], [], []]);
    spy.mockRestore();
    expect(await check(1)).toBe(1);
    expect(await told()).toHaveLength(2);
    expect(await issues()).toHaveLength(2);
  });

  it("is not judged by one who measured it before it was changed", async () => {
    const id = await watch();
    await come(11, 0);
    const open = vi.fn<typeof openAlertIssues>(async (...args) => {
      await pool().query("UPDATE alert_rule SET updated_at = updated_at + interval '1 s' WHERE id = $1", [
        id,
      ]);
      return openAlertIssues(...args);
    });
    expect(await evaluateRules(unstoppable(new Date(base + MINUTE + 30_000)), { open })).toBe(0);
    expect([await told(), await issues()]).toEqual([[], []]);
    expect(open).toHaveBeenCalledOnce();
  });

  it("after a pause judges the last minute, not all that were missed", async () => {
    await watch({ windowMinutes: 1 });
    await come(11, 0);
    await come(1, 30);
    expect(await check(31)).toBe(1);
    expect([await firings(), await states()]).toEqual([[], ["ok 1"]]);
  });

  it("counts what was stored late, and nothing twice", async () => {
    await watch({ windowMinutes: 10 });
    await come(6, 0);
    await check(1);
    await come(6, 0);
    await check(2);
    expect(await states()).toEqual(["critical 12"]);
    await check(3);
    expect(await states()).toEqual(["critical 12"]);
  });

  it("does not feed itself", async () => {
    await watch({ query: "", critical: 0, windowMinutes: 2 });
    await come(1, 0);
    await check(1);
    for (const minute of [2, 3, 4]) await check(minute);
    expect(await firings()).toEqual(["critical 1 - 3 peak 1 resolved"]);
  });
});

describe("who is told", () => {
  it("late, again, and when silence is over", async () => {
    const id = await watch(
      { windowMinutes: 60 },
      {
        recipients: [
          { to: { type: "channel", id: place.channelId } },
          { to: { type: "user", id: place.userId }, afterMinutes: 10 },
        ],
        throttle: { remindHours: 1 },
      },
    );
    await silenceRule(place.ctx, id, { until: new Date(base + 2 * MINUTE + 31_000).toISOString() });
    await come(11, 0);
    await check(1);
    await check(2);
    expect([await told(), await states()]).toEqual([[], ["critical 11"]]);
    await check(3);
    await check(11);
    await check(12);
    await come(20, 40);
    await check(71);
    const { rows } = await pool().query<{ kind: string; recipients: string }>(
      `SELECT n.kind, string_agg(split_part(d.recipient, ':', 1), ' ' ORDER BY d.recipient) AS recipients
         FROM notification n JOIN delivery d ON d.project_id = n.project_id AND n.id = ANY (d.notification_ids)
        WHERE n.project_id = $1 GROUP BY n.id, n.kind, n.created_at ORDER BY n.created_at`,
      [place.projectId],
    );
    expect(rows).toEqual([
      { kind: "firing", recipients: "channel" },
      { kind: "firing", recipients: "user" },
      { kind: "reminder", recipients: "channel user" },
    ]);
  });
});

describe("groups", () => {
  it("fire and end by themselves, also when they are not heard of any more", async () => {
    await watch({ groupBy: ["environment", "level"], query: "" });
    await come(11, 0, { environment: "production" });
    await come(3, 0, { environment: "eu west" });
    await check(1);
    expect(await states()).toEqual([
      'environment:"eu west" level:error ok 3',
      "environment:production level:error critical 11",
    ]);
    await check(7);
    expect(await states()).toEqual([]);
    expect(await firings()).toEqual(["environment:production level:error critical 1 - 7 peak 11 resolved"]);
    expect((await told()).toSorted()).toEqual([
      "firing critical environment:production level:error x1",
      "resolved critical environment:production level:error x1",
    ]);
  });
});

describe("a measure", () => {
  it.each<[string, Partial<typeof count>, string]>([
    ["per minute", { measure: { kind: "rate" }, query: "" }, "3.2"],
    ["of another", { measure: { kind: "ratio", other: "" } }, "75"],
    ["people", { measure: { kind: "unique", field: "user" }, query: "" }, "2"],
    ["values of a tag", { measure: { kind: "unique", field: "browser" }, query: "" }, "2"],
    ["an average", { measure: { kind: "average", field: "took" }, query: "" }, "25"],
    ["a percentile", { measure: { kind: "percentile", field: "took", percentile: 75 }, query: "" }, "30"],
    ["by a tag", { query: "browser:Firefox" }, "8"],
    ["by a tag and a column", { query: "browser:Firefox level:error" }, "8"],
    ["by a version", { query: "release:>=1.5.0" }, "4"],
    ["by words of the issue", { query: "RangeError" }, "4"],
  ])("%s", async (_, change, expected) => {
    await watch({ critical: 1_000, ...change });
    await come(4, 0, { userKey: "id:1", payload: payload("Firefox", 10) });
    await come(4, 0, { userKey: "id:2", payload: payload("Firefox", 30) });
    await come(4, 0, {
      userKey: "id:2",
      payload: payload("Chrome", 30),
      hashes: hash("r"),
      type: "RangeError",
    });
    await come(4, 0, {
      userKey: null,
      payload: payload("Chrome", 30),
      level: 20,
      release: "2.0.0",
      hashes: hash("s"),
      type: "Note",
    });
    await check(1);
    const { rows } = await pool().query("SELECT trouble FROM alert_rule WHERE is_enabled");
    expect([(await states())[0]?.split(" ").at(-1), rows]).toEqual([expected, [{ trouble: "" }]]);
  });

  it("as change against an hour earlier, of which nothing was counted yet", async () => {
    await watch({ changeFrom: "hour", critical: 100 });
    await come(4, -60);
    await come(6, 0);
    await check(1);
    expect(await states()).toEqual(["ok 50"]);
    await come(3, 1);
    await check(2);
    expect(await states()).toEqual(["critical 125"]);
    const { rows } = await pool().query(
      "SELECT facts->>'unit' AS unit FROM notification WHERE project_id = $1",
      [place.projectId],
    );
    expect(rows).toEqual([{ unit: "%" }]);
  });

  it("says nothing about too few, or without anything to compare with", async () => {
    await watch({ measure: { kind: "ratio", other: "" }, minimum: 5, critical: 50 });
    await watch({ changeFrom: "day", critical: 50 });
    await come(4, 0);
    await check(1);
    expect(await states()).toEqual(["ok", "ok"]);
    await come(1, 1);
    await check(2);
    expect((await states()).toSorted()).toEqual(["critical 100", "ok"]);
  });

  it("ends what fires when too little comes to judge it by, and says so", async () => {
    await watch({
      measure: { kind: "ratio", other: "" },
      minimum: 5,
      critical: 50,
      windowMinutes: 2,
      clearMinutes: 1,
    });
    await come(6, 0);
    await check(1);
    expect(await states()).toEqual(["critical 100"]);
    await come(2, 2);
    for (const minute of [2, 3, 4]) await check(minute);
    expect([await firings(), await states()]).toEqual([["critical 1 - 4 peak 100 resolved"], ["ok"]]);
    const { rows } = await pool().query(
      "SELECT kind, facts->'isTooLittle' AS little FROM notification WHERE project_id = $1 ORDER BY created_at",
      [place.projectId],
    );
    expect(rows).toEqual([
      { kind: "firing", little: null },
      { kind: "resolved", little: true },
    ]);
  });

  it("goes on while there is nothing to compare with", async () => {
    await watch({ changeFrom: "hour", critical: 50, windowMinutes: 1 });
    await come(2, -60);
    await come(6, 0);
    await check(1);
    await come(6, 1);
    await check(2);
    expect(await states()).toEqual(["critical"]);
  });

  it("is silence", async () => {
    await watch({ measure: { kind: "silence" }, critical: 0, windowMinutes: 3 });
    await come(1, 0);
    await check(1);
    await check(4);
    expect(await states()).toEqual(["critical 3"]);
    await come(1, 4);
    await check(5);
    expect(await firings()).toEqual(["critical 4 - 5 peak 3 resolved"]);
  });
});

describe("log lines", () => {
  type Line = { message: string; severity: number; attributes?: Record<string, number | string> };
  const write = (minutes: number, lines: Line[]) =>
    makeChunk(
      place.projectId,
      lines.map((line) => ({
        host: "web-1",
        service: "shop",
        ...line,
        time: BigInt(base + minutes * MINUTE + 1_000) * 1_000_000n,
      })),
    );
  const lines = (quantity: number, change: Partial<Line> = {}): Line[] =>
    Array.from({ length: quantity }, (_, number) => ({
      message: `took ${number} ms`,
      severity: 17,
      ...change,
    }));

  it.each<[string, Partial<typeof count>, string[]]>([
    ["are counted", { query: "took" }, ["ok 6"]],
    ["of groups", { query: "", groupBy: ["level"] }, ["level:error ok 6", "level:information ok 2"]],
    ["as a share", { query: "took", measure: { kind: "ratio", other: "took OR done" } }, ["ok 75"]],
    ["by a field", { query: "", measure: { kind: "percentile", field: "ms", percentile: 95 } }, ["ok 40"]],
    [
      "by a field that they hold",
      { query: '| parse "took {n:int} ms"', measure: { kind: "average", field: "n" } },
      ["ok 2.5"],
    ],
    ["by different values", { query: "", measure: { kind: "unique", field: "host" } }, ["ok 1"]],
  ])("%s", async (_, change, expected) => {
    await watch({ dataset: "logs", critical: 1_000, ...change });
    await write(0, [...lines(6), ...lines(2, { message: "done", severity: 9, attributes: { ms: 40 } })]);
    expect(await check(1)).toBe(1);
    expect(await states()).toEqual(expected);
  });

  it("have a pattern that the day before did not have", async () => {
    await watch({
      dataset: "logs",
      query: "",
      measure: { kind: "new_pattern" },
      critical: 0,
      windowMinutes: 5,
    });
    await write(-120, [{ message: "disk sda1 is slow", severity: 13 }]);
    await write(0, [...lines(3), { message: "disk sdb2 is slow", severity: 13 }]);
    await write(-100, lines(2));
    await check(1);
    expect(await states()).toEqual(["ok 0"]);
    await write(1, [{ message: "certificate of example.com expires", severity: 13 }]);
    await check(2);
    expect(await states()).toEqual(["critical 1"]);
    const { rows } = await pool().query<{ facts: FiringFacts }>(
      "SELECT facts FROM notification WHERE project_id = $1",
      [place.projectId],
    );
    expect(rows[0]?.facts.samples[0]).toMatchObject({
      level: "warning",
      text: "certificate of example.com expires",
    });
  });
});

describe("a rule that cannot be measured", () => {
  it("says why, stands as it did, and holds nobody up", async () => {
    const broken = await watch({ critical: 5 });
    await come(11, 0);
    await check(1);
    await pool().query(
      `UPDATE alert_rule SET definition = jsonb_set(definition, '{condition,query}', '"level:error | stats"') WHERE id = $1`,
      [broken],
    );
    await watch({ critical: 3 });
    expect(await check(2)).toBe(1);
    const { rows } = await pool().query(
      "SELECT id = $1 AS broken, trouble <> '' AS trouble, evaluated_until AS until FROM alert_rule WHERE is_enabled ORDER BY 1",
      [broken],
    );
    expect(rows).toEqual([
      { broken: false, trouble: false, until: at(2) },
      { broken: true, trouble: true, until: at(2) },
    ]);
    expect(await states()).toEqual(["critical 11", "critical 11"]);
  });
});

it("a schedule is kept", async () => {
  const time = at(3);
  const cron = `${time.getUTCMinutes()} ${time.getUTCHours()} * * *`;
  await watch({ schedule: { cron, timeZone: "UTC" } });
  const counts = [];
  for (const minute of [1, 2, 3, 4]) counts.push(await check(minute));
  expect(counts).toEqual([0, 0, 1, 0]);
});
