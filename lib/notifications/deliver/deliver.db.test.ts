import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueue, type RecipientKey } from "@/lib/notifications/enqueue";
import { openMailer } from "@/lib/notifications/mail/open-mailer";
import { notificationId } from "@/lib/notifications/notification-id";
import type { NotificationFacts } from "@/lib/notifications/facts";
import { sealSecret } from "@/lib/notifications/secret/seal-secret";
import { type MailBox, openMailBox } from "@/lib/notifications/testing/mail-box";
import { sampleFiring, sampleNewIssue, sampleResolved } from "@/lib/notifications/testing/sample-facts";
import { openSink, type Sink } from "@/lib/notifications/testing/sink";
import { insertOrganization, insertPerson, insertTeam } from "@/lib/testing/insert-person";
import { insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { claimDue } from "./claim-due";
import { deliverDue } from "./deliver-due";
import { deliverOne, type Ways } from "./deliver-one";
import { mark } from "./mark";
import { nextTry } from "./outcome";
import { judge } from "./send-to-channel";

process.env.JACKDAW_SECRET = randomBytes(32).toString("hex");
useDatabase();

let organizationId: string;
let projectId: number;
let sink: Sink;
let box: MailBox;
let mailer: ReturnType<typeof openMailer>;
let ways: Ways;
let told = 0;
const lines: string[] = [];
const log = (line: string) => lines.push(line);
const never = new AbortController().signal;

beforeAll(async () => {
  organizationId = await insertOrganization("ours");
  projectId = await insertProject("web");
});
beforeEach(async () => {
  await pool().query("TRUNCATE notification, delivery, channel, notification_preference");
  lines.length = 0;
  sink = await openSink();
  box = await openMailBox();
  mailer = openMailer({ url: new URL(box.url), from: "jackdaw@example.com", domain: "example.com" });
  ways = {
    baseUrl: "https://errors.example.com",
    outside: { allowed: ["127.0.0.1"], timeoutMs: 2_000 },
    services: { telegram: sink.url, pagerduty: sink.url },
    office: { mailer, domain: "example.com" },
  };
});
afterEach(async () => {
  mailer.close();
  await sink.close();
  await box.close();
});
afterAll(() => {
  expect(lines).toEqual([]);
});

async function insertChannel(kind: string, path = "/"): Promise<RecipientKey> {
  const id = randomUUID();
  const secret = {
    url: sink.url + path,
    botToken: "1:t",
    routingKey: "routing-key-R",
    apiKey: "K",
    signingKey: "S",
  };
  await pool().query(
    `INSERT INTO channel (id, organization_id, kind, name, address, settings, secret, created_by, verified_at)
     VALUES ($1, $2, $3, 'x', 'ops@example.org', $5, $4, 'u', now())`,
    [id, organizationId, kind, sealSecret(secret, id), JSON.stringify({ chatId: "7", url: sink.url })],
  );
  return `channel:${id}`;
}

async function tell(
  recipient: RecipientKey,
  facts: NotificationFacts = sampleNewIssue,
  throttleMinutes?: number,
): Promise<void> {
  const id = notificationId("test", told++);
  await transaction((db) =>
    enqueue(db, {
      projectId,
      organizationId,
      ruleId: null,
      severity: "",
      notification: { id, kind: facts.kind, issueId: null, firingId: null, facts },
      recipients: [recipient],
      throttleMinutes,
    }),
  );
}

const work = async (lane: "mail" | "request" = "request") => deliverDue(lane, ways, never, log);

async function rows() {
  const { rows } = await pool().query<{
    status: string;
    attempts: number;
    answer: string;
    waits: number | null;
  }>(
    `SELECT status, attempts, answer,
            CASE WHEN status = 'waiting' THEN round(extract(epoch FROM due_at - now()) / 5)::int * 5 END AS waits
       FROM delivery ORDER BY created_at, id`,
  );
  return rows;
}
const makeDue = () =>
  pool().query("UPDATE delivery SET due_at = now() - interval '1 second' WHERE status = 'waiting'");
const loseClaims = () => pool().query("UPDATE delivery SET claimed_until = now() - interval '1 second'");

it("waits longer and longer, hears the other side, and gives up after 72 hours", () => {
  expect([1, 2, 3, 4, 5, 6, 76].map((attempts) => nextTry(attempts))).toEqual([
    10, 30, 120, 600, 1800, 3600, 3600,
  ]);
  expect(nextTry(1, 90)).toBe(90);
  expect(nextTry(1, 86_400)).toBe(3_600);
  const all = Array.from({ length: 76 }, (_try, index) => nextTry(index + 1) ?? 0);
  expect(all.reduce((sum, wait) => sum + wait)).toBeGreaterThan(71.5 * 3_600);
  expect(nextTry(77)).toBeNull();
});

it.each([
  [200, "sent"],
  [302, "failed"],
  [400, "failed"],
  [404, "failed"],
  [410, "failed"],
  [408, "retry"],
  [425, "retry"],
  [429, "retry"],
  [500, "retry"],
  [503, "retry"],
])("takes %i for %s", (status, expected) => {
  expect(judge({ status, headers: {}, body: "" }).status).toBe(expected);
});

it.each(["slack", "discord", "teams", "mattermost", "telegram", "pagerduty", "opsgenie", "webhook"])(
  "tells %s",
  async (kind) => {
    await tell(await insertChannel(kind, "/hook"));
    await work();
    expect(await rows()).toMatchObject([{ status: "sent", attempts: 1, answer: "200 ok" }]);
    expect(sink.seen).toHaveLength(1);
    expect(JSON.parse(sink.seen[0]?.body ?? "")).toBeTypeOf("object");
  },
);

it("signs what a webhook gets, with the same ids on every try", async () => {
  await tell(await insertChannel("webhook"));
  sink.answers.push({ status: 500, body: "not now" });
  await work();
  expect(await rows()).toMatchObject([{ status: "waiting", attempts: 1, answer: "500 not now", waits: 10 }]);
  await makeDue();
  await work();
  expect(await rows()).toMatchObject([{ status: "sent", attempts: 2 }]);
  const [first, second] = sink.seen;
  expect(first?.headers).toMatchObject({
    "x-jackdaw-signature": expect.stringMatching(/^t=\d+,v1=[0-9a-f]{64}$/),
    "x-jackdaw-event": "issue.new",
    "idempotency-key": expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(second?.body).toBe(first?.body);
  expect(second?.headers["idempotency-key"]).toBe(first?.headers["idempotency-key"]);
});

it("closes the incident that it opened, both in one delivery too", async () => {
  const pager = await insertChannel("pagerduty");
  await tell(pager, sampleFiring);
  await work();
  await tell(pager, sampleResolved);
  await work();
  const bodies = sink.seen.map(({ body }) => JSON.parse(body) as { event_action: string; dedup_key: string });
  expect(bodies.map(({ event_action }) => event_action)).toEqual(["trigger", "resolve"]);
  expect(new Set(bodies.map(({ dedup_key }) => dedup_key)).size).toBe(1);
  await pool().query("TRUNCATE delivery");
  await tell(pager, sampleFiring, 30);
  await tell(pager, sampleResolved, 30);
  await work();
  expect(
    sink.seen.map(({ body }) => (JSON.parse(body) as { event_action: string }).event_action).slice(2),
  ).toEqual(["resolve"]);
});

it("tells a pager of incidents side by side, and of all others when one is refused", async () => {
  const pager = await insertChannel("pagerduty");
  for (let n = 0; n < 6; n++) await tell(pager, { ...sampleFiring, firingId: `${n}` }, 30);
  const release = sink.hold("/v2/enqueue");
  const working = work();
  await vi.waitFor(() => expect(sink.seen).toHaveLength(4));
  sink.answers.push({ status: 400, body: "no /v2/enqueue for routing-key-R" });
  release();
  await working;
  const keys = sink.seen.map(({ body }) => (JSON.parse(body) as { dedup_key: string }).dedup_key);
  expect(new Set(keys).size).toBe(6);
  expect(await rows()).toMatchObject([{ status: "failed", answer: "400 no /v2/enqueue for …" }]);
});

it("asks again when it is told to, and not at all when it is refused for good", async () => {
  const channel = await insertChannel("slack");
  await tell(channel);
  sink.answers.push({ status: 429, headers: { "retry-after": "300" } }, { status: 404, body: "no_service" });
  await work();
  expect(await rows()).toMatchObject([{ status: "waiting", waits: 300 }]);
  await makeDue();
  await work();
  expect(await rows()).toMatchObject([{ status: "failed", answer: "404 no_service" }]);
  await work();
  expect(sink.seen).toHaveLength(2);
});

it("gives up in the end, and says so", async () => {
  await tell(await insertChannel("slack"));
  await pool().query("UPDATE delivery SET attempts = 76");
  sink.answers.push({ status: 500 });
  await work();
  expect(await rows()).toMatchObject([{ status: "failed", answer: "Given up after 72 hours. 500" }]);
});

it("sends once with two workers at the same rows", async () => {
  for (let n = 0; n < 10; n++) await tell(await insertChannel("webhook"));
  await Promise.all([work(), work()]);
  expect(sink.seen).toHaveLength(10);
  expect(new Set(sink.seen.map(({ headers }) => headers["idempotency-key"])).size).toBe(10);
  expect((await rows()).every(({ status, attempts }) => status === "sent" && attempts === 1)).toBe(true);
});

it("keeps the order of each recipient, while a slow one holds up nobody else", async () => {
  const [slow, fast] = [await insertChannel("webhook", "/slow"), await insertChannel("webhook", "/fast")];
  const release = sink.hold("/slow");
  for (let n = 0; n < 3; n++) {
    await tell(slow, { kind: "test", by: `${n}`, at: sampleFiring.at });
    await tell(fast, { kind: "test", by: `${n}`, at: sampleFiring.at });
  }
  const working = work();
  await expect.poll(() => sink.seen.filter(({ path }) => path === "/fast").length).toBe(3);
  expect(sink.seen.filter(({ path }) => path === "/slow")).toHaveLength(1);
  release();
  await working;
  for (const path of ["/slow", "/fast"]) {
    const texts = sink.seen.flatMap((one) =>
      one.path === path ? [one.body.match(/(\d) sent this/)?.[1]] : [],
    );
    expect(texts).toEqual(["0", "1", "2"]);
  }
});

it("takes over from a worker that was killed, whose late answer changes nothing", async () => {
  await tell(await insertChannel("webhook"));
  const [claimed] = await claimDue("request", 4);
  if (!claimed) throw new Error("Nothing was claimed");
  expect(await claimDue("request", 4)).toEqual([]);
  await loseClaims();
  await work();
  expect(await rows()).toMatchObject([{ status: "sent", attempts: 2 }]);
  expect(await mark(claimed, { status: "failed", answer: "late" }, 1)).toBe(false);
  expect(await rows()).toMatchObject([{ status: "sent" }]);
});

it("sends a mail again with the same Message-ID when it was killed before it noted that it was sent", async () => {
  const channel = await insertChannel("email");
  await tell(channel);
  const [claimed] = await claimDue("mail", 4);
  if (!claimed) throw new Error("Nothing was claimed");
  // The mark finds another claim, as after kill -9.
  await deliverOne({ ...claimed, claim: randomUUID() }, ways, log);
  expect(await rows()).toMatchObject([{ status: "sending" }]);
  await loseClaims();
  await work("mail");
  expect(await rows()).toMatchObject([{ status: "sent", attempts: 2 }]);
  const ids = box.mails.map(({ raw }) => /^message-id: (.*)$/im.exec(raw)?.[1]);
  expect(ids).toEqual([`<${claimed.id}@example.com>`, `<${claimed.id}@example.com>`]);
});

it("sends later what could not be sent while the mail server was away", async () => {
  const channel = await insertChannel("email");
  await box.close();
  await tell(channel);
  await work("mail");
  expect(await rows()).toMatchObject([{ status: "waiting", attempts: 1, waits: 10 }]);
  await box.open();
  await makeDue();
  await work("mail");
  expect(await rows()).toMatchObject([{ status: "sent", attempts: 2 }]);
  expect(box.mails).toHaveLength(1);
});

it("says in one mail what 400 would have said", async () => {
  const channel = await insertChannel("email");
  for (let n = 0; n < 400; n++) await tell(channel, sampleNewIssue, 30);
  await work("mail");
  expect(box.mails).toHaveLength(1);
  expect(box.mails[0]?.raw).toMatch(/^subject: 400 messages of Checkout errors/im);
});

it("drops what is no longer allowed, and says why", async () => {
  const answers: string[] = [];
  const answer = async (lane: "mail" | "request") => {
    await work(lane);
    const [row] = await rows();
    answers.push(`${row?.status}: ${row?.answer}`);
    await pool().query("TRUNCATE delivery");
  };
  const channel = await insertChannel("slack");
  await tell(channel);
  await pool().query("UPDATE channel SET is_enabled = false");
  await answer("request");
  await tell(channel);
  await pool().query("TRUNCATE channel");
  await answer("request");
  const mail = await insertChannel("email");
  await pool().query("UPDATE channel SET verified_at = NULL");
  await tell(mail);
  await answer("mail");
  const userId = await insertPerson({ name: `P${told}`, role: "member", organizationId });
  await tell(`user:${userId}`);
  await pool().query(
    "INSERT INTO notification_preference (user_id, organization_id, subject, is_wanted) VALUES ($1, $2, 'alerts', false)",
    [userId, organizationId],
  );
  await answer("mail");
  await tell(`user:${userId}`);
  const teamId = await insertTeam(organizationId, "others");
  await pool().query("INSERT INTO project_team VALUES ($1, $2)", [projectId, teamId]);
  await answer("mail");
  await pool().query("DELETE FROM project_team");
  await tell(`user:${userId}`);
  await pool().query("DELETE FROM member WHERE user_id = $1", [userId]);
  await answer("mail");
  await tell(mail);
  await pool().query("UPDATE delivery SET project_id = 999");
  await pool().query("UPDATE notification SET project_id = 999");
  await answer("mail");
  await tell(mail);
  await pool().query("TRUNCATE notification");
  await answer("mail");
  expect(answers).toEqual([
    "dropped: The channel is switched off.",
    "dropped: The channel was deleted.",
    "dropped: Nobody has confirmed this address yet.",
    "dropped: This person does not want such mails.",
    "dropped: This person does not see the project any more.",
    "dropped: This person is no member any more.",
    "dropped: The project was deleted.",
    "dropped: What it told of was deleted.",
  ]);
  expect([sink.seen, box.mails]).toEqual([[], []]);
});

it("says that mail is off, and that the server's secret was changed", async () => {
  await tell(await insertChannel("email"));
  ways = { ...ways, office: null };
  await work("mail");
  expect((await rows())[0]).toMatchObject({
    status: "dropped",
    answer: expect.stringContaining("Mail is off"),
  });
  await pool().query("TRUNCATE delivery");
  await tell(await insertChannel("slack"));
  await pool().query("UPDATE channel SET secret = secret || 'x'::bytea WHERE kind = 'slack'");
  await work();
  expect((await rows())[0]).toMatchObject({
    status: "failed",
    answer: expect.stringContaining("secret was changed"),
  });
});

it("tells a person by mail, with a link that ends it", async () => {
  const userId = await insertPerson({ name: "Grace", role: "member", organizationId });
  await tell(`user:${userId}`);
  await work("mail");
  expect(box.mails[0]).toMatchObject({ to: ["grace@example.com"] });
  expect(box.mails[0]?.raw).toMatch(
    /^List-Unsubscribe: <https:\/\/errors\.example\.com\/unsubscribe\/[\w.-]+>/m,
  );
  expect(box.mails[0]?.raw).toMatch(/^References: <issue-WEB-4F2@example\.com>/m);
});

it("tells a person nothing of the projects that they do not see", async () => {
  const userId = await insertPerson({ name: "Heidi", role: "member", organizationId });
  await tell(`user:${userId}`, { ...sampleFiring, issue: null, projects: ["web", "vault"] });
  await work("mail");
  expect(box.mails[0]?.raw).toContain("Subject: Checkout errors is firing");
  expect(box.mails[0]?.raw).not.toMatch(/vault|POST \/checkout/);
});
