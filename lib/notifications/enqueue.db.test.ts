import { beforeEach, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { useDatabase } from "@/lib/testing/use-database";
import { type Enqueued, enqueue } from "./enqueue";
import { notificationId } from "./notification-id";

useDatabase();

const rule = "11111111-1111-4111-8111-111111111111";
const start = new Date("2026-11-20T10:00:00Z");
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

const tell = (cause: string, given: Partial<Enqueued> = {}): Enqueued => ({
  projectId: 1,
  organizationId: "o",
  ruleId: rule,
  severity: "warning",
  notification: {
    id: notificationId("test", cause),
    kind: "test",
    issueId: null,
    firingId: null,
    facts: { kind: "test", by: cause, at: start.toISOString() },
  },
  recipients: ["channel:a"],
  throttleMinutes: 30,
  now: start,
  ...given,
});
const run = (given: Enqueued) => transaction((db) => enqueue(db, given));

async function deliveries() {
  const { rows } = await pool().query<{ to: string; due: Date; ids: string[]; severity: string }>(
    `SELECT recipient AS to, due_at AS due, notification_ids AS ids, severity FROM delivery ORDER BY recipient, due_at, created_at`,
  );
  return rows.map(({ to, due, ids, severity }) => ({
    to,
    inMinutes: (due.getTime() - start.getTime()) / 60_000,
    told: ids.length,
    severity,
  }));
}
const mark = (values: string) => pool().query(`UPDATE delivery SET ${values}`);

const waiting = async () =>
  (
    await pool().query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    )
  ).rowCount;

beforeEach(async () => {
  await pool().query("TRUNCATE notification, delivery");
});

it("makes ids that are the same for the same cause alone", () => {
  expect(notificationId("a", 1)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(notificationId("a", 1)).toBe(notificationId("a", 1));
  expect(notificationId("a", "b,c")).not.toBe(notificationId("a,b", "c"));
});

it("tells a cause once, each recipient by a delivery of its own", async () => {
  const told = tell("one", { recipients: ["channel:a", "user:u", "channel:a"] });
  expect(await run(told)).toBe(true);
  expect(await run(told)).toBe(false);
  expect(await run({ ...told, recipients: ["channel:b"] })).toBe(false);
  expect(await deliveries()).toEqual([
    { to: "channel:a", inMinutes: 0, told: 1, severity: "warning" },
    { to: "user:u", inMinutes: 0, told: 1, severity: "warning" },
  ]);
});

it("tells what the database would not take as it is", async () => {
  const told = tell("one");
  const facts = { kind: "test", by: "half a \ud83d and a \0", at: start.toISOString() } as const;
  expect(await run({ ...told, notification: { ...told.notification, facts } })).toBe(true);
  const { rows } = await pool().query("SELECT facts->>'by' AS by FROM notification");
  expect(rows).toEqual([{ by: "half a \ufffd and a \ufffd" }]);
});

it("leaves nothing of a transaction that fails, and tells its cause later", async () => {
  const failing = transaction(async (db) => {
    await enqueue(db, tell("one"));
    throw new Error("on purpose");
  });
  await expect(failing).rejects.toThrow("on purpose");
  expect(await deliveries()).toEqual([]);
  expect(await run(tell("one"))).toBe(true);
});

it("tells the same cause once when two transactions are at it", async () => {
  const [first, second] = [await pool().connect(), await pool().connect()];
  await first.query("BEGIN");
  await second.query("BEGIN");
  expect(await enqueue(first, tell("one"))).toBe(true);
  const late = enqueue(second, tell("one"));
  await first.query("COMMIT");
  expect(await late).toBe(false);
  await second.query("COMMIT");
  first.release();
  second.release();
  expect(await deliveries()).toHaveLength(1);
});

it("gathers what two transactions tell at the same time", async () => {
  await Promise.all(["one", "two", "three", "four"].map((cause) => run(tell(cause))));
  expect(await deliveries()).toEqual([{ to: "channel:a", inMinutes: 0, told: 4, severity: "warning" }]);
});

it("tells the first at once and 400 others together", async () => {
  await run(tell("first"));
  await mark("status = 'sent', sent_at = due_at, attempts = 1");
  for (let n = 1; n <= 400; n++) await run(tell(`${n}`, { now: at(n / 20) }));
  expect(await deliveries()).toEqual([
    { to: "channel:a", inMinutes: 0, told: 1, severity: "warning" },
    { to: "channel:a", inMinutes: 30, told: 400, severity: "warning" },
  ]);
});

it("gathers what comes after a message that was sent since the storm began to be judged", async () => {
  await run(tell("first"));
  await mark("status = 'sent', sent_at = due_at + interval '3 seconds', attempts = 1");
  await run(tell("second"));
  await run(tell("third"));
  expect((await deliveries()).map(({ inMinutes, told }) => [inMinutes, told])).toEqual([
    [0, 1],
    [30, 2],
  ]);
});

it("throttles each rule, recipient and project by itself, and only for as long as it says", async () => {
  await run(tell("first"));
  await mark("status = 'sent', sent_at = due_at, attempts = 1");
  await run(tell("other rule", { ruleId: null, now: at(1) }));
  await run(tell("other recipient", { recipients: ["channel:b"], now: at(1) }));
  await run(tell("other project", { projectId: 2, now: at(1) }));
  await run(tell("later", { now: at(30) }));
  await run(tell("without throttle", { now: at(2), throttleMinutes: 0 }));
  expect((await deliveries()).map(({ to, inMinutes, told }) => [to, inMinutes, told])).toEqual([
    ["channel:a", 0, 1],
    ["channel:a", 1, 1],
    ["channel:a", 1, 1],
    ["channel:a", 2, 1],
    ["channel:a", 30, 1],
    ["channel:b", 1, 1],
  ]);
});

it("does not join what a worker has, or had before", async () => {
  await run(tell("first"));
  await mark("status = 'sending', attempts = 1");
  await run(tell("second", { now: at(1) }));
  expect((await deliveries()).map(({ inMinutes, told }) => [inMinutes, told])).toEqual([
    [0, 1],
    [30, 1],
  ]);
  // The first could not be sent; the second was claimed too.
  await mark("status = 'waiting', attempts = 3, due_at = due_at + interval '1 hour'");
  await run(tell("third", { now: at(40) }));
  await run(tell("fourth", { now: at(50) }));
  expect((await deliveries()).map(({ inMinutes, told }) => [inMinutes, told])).toEqual([
    [60, 1],
    [70, 2],
    [90, 1],
  ]);
});

it("opens a delivery when the one to join is claimed meanwhile", async () => {
  await run(tell("first"));
  const worker = await pool().connect();
  await worker.query("BEGIN");
  await worker.query("UPDATE delivery SET status = 'sending', attempts = 1");
  const joining = run(tell("second", { now: at(1) }));
  await expect.poll(waiting).toBe(1);
  await worker.query("COMMIT");
  worker.release();
  await joining;
  expect((await deliveries()).map(({ inMinutes, told }) => [inMinutes, told])).toEqual([
    [0, 1],
    [30, 1],
  ]);
});

it("forgets what failed or was dropped", async () => {
  await run(tell("first"));
  await mark("status = 'failed', attempts = 1");
  await run(tell("second", { now: at(1) }));
  expect((await deliveries()).map(({ inMinutes }) => inMinutes)).toEqual([0, 1]);
});

it("keeps to a later time, and lets what is urgent pass what waits for the morning", async () => {
  const morning = at(480);
  await run(tell("one", { dueAt: morning }));
  await run(tell("two", { dueAt: morning, now: at(60) }));
  await run(tell("urgent", { now: at(470), severity: "critical" }));
  await run(tell("three", { dueAt: morning, now: at(475), severity: "critical" }));
  expect((await deliveries()).map(({ inMinutes, told, severity }) => [inMinutes, told, severity])).toEqual([
    [470, 1, "critical"],
    [480, 3, "critical"],
  ]);
});

it("never tells before the time that was asked for", async () => {
  await run(tell("early", { dueAt: at(10) }));
  await run(tell("late", { dueAt: at(20), now: at(1) }));
  await run(tell("later", { dueAt: at(25), now: at(2) }));
  expect((await deliveries()).map(({ inMinutes, told }) => [inMinutes, told])).toEqual([
    [10, 1],
    [40, 2],
  ]);
});
