import { beforeAll, beforeEach, expect, it } from "vitest";
import type { z } from "zod";
import { evaluateRules } from "@/lib/alerts/evaluate/evaluate-rules";
import { backtestSchema, type thresholdConditionSchema } from "@/lib/alerts/schemas";
import { addRule, type AlertPlace, arrive, MINUTE, openAlertPlace } from "@/lib/alerts/testing/alert-fixture";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { openAlertIssues } from "@/lib/ingest/alert-issues/open-alert-issues";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { unstoppable } from "@/lib/retention/sweep-context";
import { useDatabase } from "@/lib/testing/use-database";
import { backtest } from "./backtest";

useDatabase();
useLogStore();

const base = Math.floor(Date.now() / MINUTE) * MINUTE - 120 * MINUTE;
const line = (host: string) => ({ host, message: "broken", severity: 17, time: BigInt(base) * 1_000_000n });
const count: z.input<typeof thresholdConditionSchema> = {
  kind: "threshold",
  dataset: "events",
  query: "level:error",
  measure: { kind: "count" },
  windowMinutes: 3,
  critical: 5,
};
let place: AlertPlace;

beforeAll(async () => {
  await maintainPartitions();
});
beforeEach(async () => {
  await pool().query("UPDATE alert_rule SET is_enabled = false");
  place = await openAlertPlace();
});

const look = (condition: z.input<typeof backtestSchema>["condition"], minutes: number, days = 1) =>
  backtest(place.ctx, backtestSchema.parse({ projects: [place.slug], condition, days }), {
    now: new Date(base + minutes * MINUTE),
  });

it.each<[string, Partial<typeof count>]>([
  ["a count", {}],
  [
    "a share",
    {
      query: "environment:staging",
      measure: { kind: "ratio", other: "" },
      critical: 40,
      warning: 20,
      minimum: 3,
    },
  ],
  ["groups", { groupBy: ["environment"], critical: 3, clearMinutes: 2 }],
  ["silence", { measure: { kind: "silence" }, critical: 0 }],
  ["a change", { changeFrom: "hour", critical: 50, checks: 2 }],
])("says of %s what the checks of a worker then say", async (_, change) => {
  const condition = { ...count, ...change };
  const counts = [0, 1, 4, 3, 0, 0, 0, 6, 1, 0, 2, 2, 2, 0, 0, 0, 0];
  for (const [minute, quantity] of counts.entries()) {
    const receivedAt = new Date(base + minute * MINUTE + 2_000);
    if (quantity > 0) await arrive(place, quantity, { receivedAt });
    if (minute % 4 === 2) await arrive(place, 2, { receivedAt, environment: "staging" });
    if (minute === 1) await arrive(place, 4, { receivedAt: new Date(receivedAt.getTime() - 58 * MINUTE) });
  }
  await addRule(place, condition, {}, new Date(base));
  for (let minute = 1; minute <= counts.length; minute++)
    await evaluateRules(unstoppable(new Date(base + minute * MINUTE + 30_000)), { open: openAlertIssues });
  const { rows } = await pool().query<{
    group: string;
    startedAt: Date;
    endedAt: Date | null;
    peak: number;
    severity: string;
  }>(
    `SELECT group_key AS group, started_at AS "startedAt", ended_at AS "endedAt", peak, severity FROM alert_firing
      WHERE project_id = $1 ORDER BY started_at, group_key`,
    [place.projectId],
  );
  const past = await look(condition, counts.length);
  const since = new Date(base).toISOString();
  // Before the rule began, the back-test saw what it could not.
  const own = past.firings.filter(({ startedAt, endedAt }) => startedAt > since || (endedAt ?? "z") > since);
  const judged = rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
  expect(judged.length).toBeGreaterThan(0);
  const toLine = ({
    group,
    startedAt,
    endedAt,
    peak,
    severity,
  }: (typeof past.firings)[number] | (typeof judged)[number]) =>
    [
      group,
      startedAt < since || change.measure?.kind === "silence" ? "" : startedAt,
      endedAt,
      peak,
      severity,
    ].join(" ");
  expect(own.map(toLine).toSorted()).toEqual(judged.map(toLine).toSorted());
  expect(past.notes).toEqual([]);
});

it("shows the worst of each step, messages, and what other thresholds would have done", async () => {
  await arrive(place, 8, { receivedAt: new Date(base) });
  const past = await look(count, 10);
  expect(past).toMatchObject({ stepMs: 2 * MINUTE, messages: 2 });
  expect(past.values).toHaveLength(720);
  expect(past.values.slice(-6).map((value) => value ?? 0)).toEqual(
    [8, 8, 0, 0, 0, 0].map((value, index) => past.values.at(index - 6) ?? value),
  );
  expect(Math.max(...past.values.map((value) => value ?? 0))).toBe(8);
  expect(past.tries).toEqual([
    { critical: 2.5, firings: 1 },
    { critical: 3.75, firings: 1 },
    { critical: 6.25, firings: 1 },
    { critical: 7.5, firings: 1 },
    { critical: 10, firings: 0 },
    { critical: 15, firings: 0 },
  ]);
});

it("counts log lines, by one key and as a whole", async () => {
  await makeChunk(place.projectId, [...Array.from({ length: 6 }, () => line("a")), line("b")]);
  const logs = { ...count, dataset: "logs", query: "broken" } as const;
  expect((await look(logs, 10)).firings).toMatchObject([{ peak: 7, group: "" }]);
  expect((await look({ ...logs, groupBy: ["host"] }, 10)).firings).toMatchObject([
    { peak: 6, group: "host:a" },
  ]);
  const whole = await look({ ...logs, groupBy: ["host", "service"] }, 10);
  expect(whole).toMatchObject({ firings: [{ peak: 7 }], notes: ["Replayed as a whole, without groups."] });
  const unique = await look(
    { ...logs, measure: { kind: "unique", field: "host" }, critical: 1, windowMinutes: 5 },
    10,
  );
  expect(unique.firings).toMatchObject([{ peak: 2 }]);
  expect(unique.notes).toEqual(["Replayed by windows that follow each other, not every minute."]);
});

it("tells when issues would have been told of", async () => {
  await arrive(place, 2, { receivedAt: new Date(base) });
  await arrive(place, 1, {
    receivedAt: new Date(base + 30 * MINUTE),
    hashes: ["b".repeat(32)],
    environment: "staging",
  });
  const past = await look({ kind: "issue", triggers: ["new"], query: "environment:production" }, 60);
  expect(past.firings).toMatchObject([
    { startedAt: new Date(base).toISOString(), group: `${place.slug.toUpperCase()}-1` },
  ]);
  expect(past).toMatchObject({
    messages: 1,
    notes: ["Issues are searched as they stand now, not as they stood then."],
  });
  const all = await look(
    { kind: "issue", triggers: ["new", "seen"], seen: { count: 2, of: "events", withinMinutes: 60 } },
    110,
  );
  expect(all.firings).toHaveLength(3);
});

it("says what cannot be replayed, and asks for permission", async () => {
  const past = await look({ ...count, measure: { kind: "average", field: "took" } }, 10);
  expect(past).toMatchObject({ firings: [], notes: ["Values inside of events cannot be replayed."] });
  const other = await openAlertPlace();
  const input = backtestSchema.parse({ projects: [place.slug], condition: count });
  await expect(backtest(other.ctx, input)).rejects.toThrow(NotFoundError);
});
