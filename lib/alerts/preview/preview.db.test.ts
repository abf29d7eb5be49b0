import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { z } from "zod";
import { createRule } from "@/lib/alerts/create-rule";
import { judgeFacts } from "@/lib/alerts/facts/judge-facts";
import type { conditionSchema } from "@/lib/alerts/schemas";
import {
  type AlertPlace,
  arrive,
  openAlertPlace,
  readTold,
  ruleOf,
} from "@/lib/alerts/testing/alert-fixture";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { ForbiddenError, InvalidInputError, NotFoundError, RateLimitedError } from "@/lib/errors";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { createChannel } from "@/lib/notifications/channels/create-channel";
import { deliverDue } from "@/lib/notifications/deliver/deliver-due";
import { type Mailer, openMailer } from "@/lib/notifications/mail/open-mailer";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import { type MailBox, openMailBox } from "@/lib/notifications/testing/mail-box";
import { openSink, type Sink } from "@/lib/notifications/testing/sink";
import { unstoppable } from "@/lib/retention/sweep-context";
import { contextOf, insertPerson, insertTeam } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { previewAlert } from "./preview-alert";
import { testsPerMinute } from "./take-test";
import { testAlert } from "./test-alert";

process.env.JACKDAW_SECRET = randomBytes(32).toString("hex");
process.env.JACKDAW_PRIVATE_HOSTS = "127.0.0.1";
useDatabase();
useLogStore();

let place: AlertPlace;
let box: MailBox;
let sink: Sink;
let mailer: Mailer;
let worker: { stop: AbortController; done: Promise<void> };

beforeAll(async () => {
  await maintainPartitions();
  box = await openMailBox();
  sink = await openSink();
  process.env.JACKDAW_SMTP_URL = box.url;
});
afterAll(async () => {
  mailer.close();
  await box.close();
  await sink.close();
});
beforeEach(async () => {
  place = await openAlertPlace();
  box.mails.length = 0;
  sink.seen.length = 0;
  worker = startWorker();
});
afterEach(async () => {
  worker.stop.abort();
  await worker.done;
});

/** What a worker does, without its pauses. */
function startWorker() {
  const stop = new AbortController();
  const settings = readMailSettings();
  if (settings === null) throw new Error("There is no mail server");
  mailer ??= openMailer(settings);
  const ways = {
    baseUrl: "http://localhost:8000",
    outside: { allowed: ["127.0.0.1"] },
    office: { mailer, domain: settings.domain },
  };
  const run = async (lane: "mail" | "request") => {
    while (!stop.signal.aborted) {
      await deliverDue(lane, ways, stop.signal, () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { stop, done: Promise.all([run("mail"), run("request")]).then(() => undefined) };
}

type Condition = z.input<typeof conditionSchema>;
const newIssues: Condition = { kind: "issue", triggers: ["new"], query: "level:error" };
const errors: Condition = {
  kind: "threshold",
  dataset: "events",
  query: "level:error",
  measure: { kind: "count" },
  windowMinutes: 15,
  critical: 120,
};
const draftOf = (condition: Condition, change: Parameters<typeof ruleOf>[2] = {}) => ({
  draft: ruleOf(place, condition, { runbook: "Call the payments team.", ...change }),
  ruleId: null,
});
const draftTo = (id: string) => draftOf(newIssues, { recipients: [{ to: { type: "channel", id } }] });
const hook = async (path: string, name = "Hook") =>
  (await createChannel(place.ctx, { kind: "webhook", name, url: `${sink.url}${path}` })).id;

it("shows the message about the newest issue that matches, as chat, mail and JSON", async () => {
  await arrive(place, 1, { type: "Old", message: "is older", receivedAt: new Date(Date.now() - 60_000) });
  await arrive(place, 3, { type: "TypeError", message: "x is <b>undefined</b>", hashes: ["b".repeat(32)] });
  const { chat, mail, json, isSample } = await previewAlert(place.ctx, draftOf(newIssues));
  expect(isSample).toBe(false);
  expect(chat).toMatchObject({
    title: `New issue in ${place.slug}`,
    issue: { type: "TypeError", message: "x is <b>undefined</b>" },
    quote: { text: "Call the payments team." },
  });
  expect(mail.subject).toContain("New issue: TypeError: x is <b>undefined</b>");
  expect(mail.html).toContain("x is &lt;b&gt;undefined&lt;/b&gt;");
  expect(mail.html).not.toContain("<b>undefined");
  expect(mail.text).toContain("Call the payments team.");
  expect(JSON.parse(json)).toMatchObject({
    event: "issue.new",
    notifications: [{ kind: "issue", issue: { type: "TypeError", events: 3 }, rule: { name: "Watch" } }],
  });
});

it("makes up what is not there, and says so", async () => {
  await arrive(place, 1, { level: 30 });
  expect(await previewAlert(place.ctx, draftOf({ ...newIssues, query: "level:fatal" }))).toMatchObject({
    isSample: true,
    note: expect.stringContaining("made up"),
    chat: { issue: { shortId: "SAMPLE-1" } },
  });
  expect(await previewAlert(place.ctx, draftOf({ ...errors, query: "level:fatal" }))).toMatchObject({
    isSample: true,
    chat: { title: "Watch is firing" },
  });
});

it("shows a breach with the newest events and lines", async () => {
  await arrive(place, 1, { type: "TypeError", message: "x is undefined" });
  const { chat, mail, isSample } = await previewAlert(place.ctx, draftOf(errors));
  expect([isSample, chat.list.map(({ text }) => text)]).toEqual([false, ["TypeError: x is undefined"]]);
  expect(mail.subject).toBe("Watch is firing: 180 in 15 minutes");
  expect(chat.lead).toContain("Events matching level:error: 180 in 15 minutes, over the threshold of 120.");
  const time = BigInt(Date.now() - 5_000) * 1_000_000n;
  await makeChunk(place.projectId, [{ message: "disk is full", severity: 17, time }]);
  expect((await previewAlert(place.ctx, draftOf({ ...errors, dataset: "logs" }))).chat.list).toMatchObject([
    { text: "disk is full" },
  ]);
});

it("says where a query cannot be read, and shows nothing of projects of others", async () => {
  await expect(previewAlert(place.ctx, draftOf({ ...errors, query: "level:" }))).rejects.toMatchObject({
    faults: { query: [{ from: expect.any(Number) }] },
  });
  const other = await openAlertPlace();
  await expect(previewAlert(other.ctx, draftOf(newIssues))).rejects.toThrow(NotFoundError);
  await expect(testAlert(other.ctx, draftOf(newIssues))).rejects.toThrow(NotFoundError);
});

it("sends a test to everybody now, and says what became of it at each", async () => {
  await arrive(place, 1, { type: "TypeError", message: "x is undefined" });
  const [good, bad] = [await hook("/good", "Good"), await hook("/bad", "Bad")];
  const release = sink.hold("/bad");
  const tested = testAlert(
    place.ctx,
    draftOf(newIssues, {
      recipients: [
        { to: { type: "user", id: place.userId } },
        { to: { type: "channel", id: good } },
        { to: { type: "channel", id: bad } },
        { to: { type: "owners" } },
      ],
    }),
  );
  await expect.poll(() => sink.seen.length).toBe(2);
  sink.answers.length = 0;
  release();
  const { results } = await tested;
  expect(results).toMatchObject([
    { place: 0, status: "sent", tookMs: expect.any(Number), deliveryId: expect.any(String) },
    { place: 1, name: "Good", status: "sent", answer: "200 ok" },
    { place: 2, name: "Bad", status: "sent" },
    { place: 3, status: "dropped", answer: expect.stringContaining("Nobody"), deliveryId: null },
  ]);
  expect(box.mails).toHaveLength(1);
  expect(box.mails[0]?.raw).toContain("Subject: Test: ");
  expect(box.mails[0]?.raw).toContain("nothing has happened");
  const { body } = sink.seen.find(({ path }) => path === "/good") ?? { body: "{}" };
  expect(JSON.parse(body)).toMatchObject({
    event: "test",
    notifications: [{ kind: "test", message: { kind: "issue", issue: { type: "TypeError" } } }],
  });
});

it("tries each once, and gives the words of the error", async () => {
  const [gone, away] = [await hook("/gone"), await hook("/away")];
  sink.answers.push({ status: 410, body: "The key was removed." });
  expect((await testAlert(place.ctx, draftTo(gone))).results).toMatchObject([
    { status: "failed", answer: "410 The key was removed." },
  ]);
  sink.answers.push({ status: 503, body: "Later." });
  expect((await testAlert(place.ctx, draftTo(away))).results).toMatchObject([
    { status: "failed", answer: "503 Later.", tookMs: null },
  ]);
  const { rows } = await pool().query("SELECT status, attempts FROM delivery WHERE project_id = $1", [
    place.projectId,
  ]);
  expect(rows).toEqual([
    { status: "failed", attempts: 1 },
    { status: "failed", attempts: 1 },
  ]);
  await pool().query("UPDATE channel SET is_enabled = false WHERE id = $1", [away]);
  expect((await testAlert(place.ctx, draftTo(away))).results).toMatchObject([
    { status: "dropped", answer: "The channel is switched off." },
  ]);
});

it("does not count against the throttle", async () => {
  const throttle = { per: "rule", minutes: 60 } as const;
  const channel = await hook("/rule");
  const recipients = [{ to: { type: "channel", id: channel } as const }];
  const { id } = await createRule(
    place.ctx,
    ruleOf(place, { kind: "issue", triggers: ["new"] }, { throttle, recipients }),
  );
  await testAlert(place.ctx, { ...draftOf(newIssues, { throttle, recipients }), ruleId: id });
  await arrive(place, 1);
  await judgeFacts(unstoppable(new Date(Date.now() + 60_000)));
  expect(await readTold(place)).toEqual(["test x1", "issue new x1"]);
  const { rows } = await pool().query("SELECT due_at <= created_at AS now FROM delivery WHERE rule_id = $1", [
    id,
  ]);
  expect(rows).toEqual([{ now: true }]);
});

it("is for those who may write, for recipients of their own, and ten times a minute", async () => {
  const viewer = await contextOf(
    await insertPerson({ name: "vera", role: "viewer", organizationId: place.organizationId }),
  );
  await expect(testAlert(viewer, draftOf(newIssues))).rejects.toThrow(ForbiddenError);
  expect(await previewAlert(viewer, draftOf(newIssues))).toMatchObject({ isSample: true });
  const other = await openAlertPlace();
  for (const to of [
    { type: "channel", id: other.channelId } as const,
    { type: "user", id: other.userId } as const,
    { type: "team", id: await insertTeam(other.organizationId, "theirs") } as const,
  ])
    await expect(testAlert(place.ctx, draftOf(newIssues, { recipients: [{ to }] }))).rejects.toThrow(
      InvalidInputError,
    );
  const draft = draftTo(await hook("/many"));
  const all = await Promise.allSettled(
    Array.from({ length: testsPerMinute + 3 }, () => testAlert(place.ctx, draft)),
  );
  const refused = all.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  expect(refused).toHaveLength(3);
  for (const error of refused) expect(error).toBeInstanceOf(RateLimitedError);
  expect(sink.seen).toHaveLength(testsPerMinute);
});
