import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { removeOldAlerts } from "@/lib/alerts/remove-old";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { contextOf, insertOrganization, insertPerson, insertTeam } from "@/lib/testing/insert-person";
import { insertProject } from "@/lib/testing/insert-issue";
import { unstoppable } from "@/lib/retention/sweep-context";
import { useDatabase } from "@/lib/testing/use-database";
import * as asking from "./channels/ask-address";
import { changeChannel } from "./channels/change-channel";
import { createChannel } from "./channels/create-channel";
import { deleteChannel } from "./channels/delete-channel";
import { restoreChannel } from "./channels/restore-channel";
import { listChannels } from "./channels/list-channels";
import { testChannel } from "./channels/test-channel";
import { readVerification, verifyAddress } from "./channels/verify-address";
import { listDeliveries } from "./deliveries/list-deliveries";
import { readDelivery } from "./deliveries/read-delivery";
import { resendDelivery } from "./deliveries/resend-delivery";
import { enqueue } from "./enqueue";
import { notificationId } from "./notification-id";
import { claimDue } from "./deliver/claim-due";
import { mark } from "./deliver/mark";
import { writeAddressToken } from "./preferences/address-token";
import { confirmOwnAddress } from "./preferences/confirm-address";
import { isWanted } from "./preferences/is-wanted";
import { readPreferences, savePreferences } from "./preferences/preferences";
import { sendTestMail } from "./preferences/send-test-mail";
import { openSecret } from "./secret/seal-secret";
import { sampleFiring } from "./testing/sample-facts";
import { readToken, writeToken } from "./unsubscribe/token";
import { unsubscribe } from "./unsubscribe/unsubscribe";

process.env.JACKDAW_SECRET = randomBytes(32).toString("hex");
useDatabase();

let ctx: Context;

beforeAll(async () => {
  const organizationId = await insertOrganization("ours");
  await insertProject("web");
  ctx = await contextOf(await insertPerson({ name: "Ada", role: "admin", organizationId }));
});
beforeEach(async () => {
  await pool().query(
    "TRUNCATE channel, deleted_channel, alert_rule, alert_change, delivery, notification, notification_preference, project_preference",
  );
});

const url = "https://hooks.example.com/T0/very-secret";
const secretOf = async (id: string) => {
  const { rows } = await pool().query<{ secret: Buffer }>("SELECT secret FROM channel WHERE id = $1", [id]);
  return openSecret(rows[0]?.secret ?? Buffer.alloc(0), id);
};

it("keeps what is secret, and never shows it", async () => {
  const { id, signingKey } = await createChannel(ctx, { kind: "webhook", name: "Hook", url });
  expect(await secretOf(id)).toEqual({ url, signingKey });
  const shown = JSON.stringify(await listChannels(ctx));
  expect(shown).toContain("hooks.example.com");
  expect(shown).not.toMatch(/very-secret|jdwh_/);
  const { rows } = await pool().query("SELECT channel::text AS all FROM channel");
  expect(JSON.stringify(rows)).not.toContain("very-secret");
});

it("keeps the signing key of a webhook that moves, and refuses another kind", async () => {
  const { id, signingKey } = await createChannel(ctx, { kind: "webhook", name: "Hook", url });
  await changeChannel(ctx, id, {
    settings: { kind: "webhook", name: "Hook 2", url: "https://b.example.com/x" },
  });
  expect(await secretOf(id)).toEqual({ url: "https://b.example.com/x", signingKey });
  expect(await listChannels(ctx)).toMatchObject([{ name: "Hook 2", address: "b.example.com" }]);
  await expect(changeChannel(ctx, id, { settings: { kind: "slack", name: "x", url } })).rejects.toMatchObject(
    { code: "invalid_input" },
  );
});

it("refuses an address that could never be asked, where it was typed", async () => {
  const made = createChannel(ctx, { kind: "slack", name: "x", url: "http://hooks.example.com/" });
  await expect(made).rejects.toMatchObject({
    fields: { url: expect.stringContaining("without encryption") },
  });
});

it("confirms an address by its link, once", async () => {
  const { id, isMailed } = await createChannel(ctx, { kind: "email", name: "Ops", email: "Ops@example.org" });
  expect([isMailed, await listChannels(ctx)]).toMatchObject([
    false,
    [{ address: "ops@example.org", isVerified: false }],
  ]);
  await pool().query("UPDATE channel SET verify_hash = $1", [asking.hashVerifyToken("token")]);
  expect(await readVerification("token")).toEqual({ email: "ops@example.org", organization: "ours" });
  await expect(verifyAddress("other")).rejects.toThrow("not valid any more");
  await verifyAddress("token");
  await expect(verifyAddress("token")).rejects.toThrow("not valid any more");
  expect(await listChannels(ctx)).toMatchObject([{ isVerified: true }]);
  await changeChannel(ctx, id, { settings: { kind: "email", name: "Ops", email: "eve@example.org" } });
  expect(await listChannels(ctx)).toMatchObject([{ address: "eve@example.org", isVerified: false }]);
});

it("asks an address five times, then leaves it alone, and its last link stays good", async () => {
  const { id } = await createChannel(ctx, { kind: "email", name: "Ops", email: "quiet@example.org" });
  const asked = { id, email: "quiet@example.org", organization: "ours", by: "Ada" };
  const readHash = async () =>
    (await pool().query<{ hash: string }>("SELECT verify_hash AS hash FROM channel WHERE id = $1", [id]))
      .rows;
  const hashes = new Set([JSON.stringify(await readHash())]);
  for (let time = 2; time <= 8; time++) {
    await asking.askAddress(asked, "request");
    hashes.add(JSON.stringify(await readHash()));
  }
  expect(hashes.size).toBe(5);
});

it("takes no address for confirmed that took the place of another", async () => {
  const { id } = await createChannel(ctx, { kind: "email", name: "Ops", email: "ops@example.org" });
  await pool().query("UPDATE channel SET verified_at = now(), verify_hash = $1", [
    asking.hashVerifyToken("token"),
  ]);
  const seen: unknown[] = [];
  const spy = vi.spyOn(asking, "askAddress").mockImplementation(async () => {
    seen.push(...(await listChannels(ctx)));
    return true;
  });
  await changeChannel(ctx, id, { settings: { kind: "email", name: "Ops", email: "eve@example.org" } });
  spy.mockRestore();
  expect(seen).toMatchObject([{ address: "eve@example.org", isVerified: false }]);
  await expect(verifyAddress("token")).rejects.toThrow("not valid any more");
  // Somebody else's change came between: this one's link must not confirm that address.
  await asking.askAddress({ id, email: "ops@example.org", organization: "ours", by: "Ada" }, "request");
  const { rows } = await pool().query("SELECT verify_hash FROM channel");
  expect(rows).toEqual([{ verify_hash: null }]);
});

it("tests a channel, lists what became of it page by page, and tells it again", async () => {
  const { id } = await createChannel(ctx, { kind: "slack", name: "Chat", url });
  const { deliveryId } = await testChannel(ctx, id);
  expect(await readDelivery(ctx, deliveryId)).toMatchObject({
    status: "waiting",
    project: "web",
    recipient: { type: "channel", id, name: "Chat", address: "hooks.example.com" },
    notifications: [{ kind: "test", subject: "Test message from Jackdaw" }],
  });
  await expect(resendDelivery(ctx, deliveryId)).rejects.toMatchObject({ code: "conflict" });
  await pool().query("UPDATE delivery SET status = 'sent', sent_at = now(), answer = '200 ok', took_ms = 12");
  const again = await resendDelivery(ctx, deliveryId);
  expect(again.id).not.toBe(deliveryId);
  for (let n = 0; n < 60; n++) await testChannel(ctx, id);
  const first = await listDeliveries(ctx, { project: [] });
  const second = await listDeliveries(ctx, { project: ["web"], cursor: first.next ?? "" });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 12, null]);
  expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(62);
  expect(await listDeliveries(ctx, { project: ["other"] })).toEqual({ rows: [], next: null });
  expect((await listDeliveries(ctx, { project: [], state: "sent" })).rows).toMatchObject([
    { id: deliveryId, answer: "200 ok", subjects: ["Test message from Jackdaw"] },
  ]);
  await deleteChannel(ctx, id);
  expect((await readDelivery(ctx, deliveryId)).recipient.name).toBe("Deleted");
});

it("brings back what was deleted a moment ago, with its secret and its rules, and nothing of others", async () => {
  const { id, signingKey } = await createChannel(ctx, { kind: "webhook", name: "Hook", url });
  await pool().query(
    `INSERT INTO alert_rule (organization_id, name, project_ids, kind, definition, created_by)
     SELECT $1, 'Rule ' || n, ARRAY[n], 'issue',
            jsonb_build_object('recipients', jsonb_build_array(jsonb_build_object('to', jsonb_build_object('type', 'channel', 'id', $2::text)))), 'u'
       FROM unnest($3::int[]) AS n`,
    [ctx.actor.organizationId, id, [ctx.actor.projectIds?.[0], 999_999]],
  );
  expect(await listChannels(ctx)).toMatchObject([
    { rules: 2, usedBy: [{ name: expect.stringMatching(/^Rule/) }] },
  ]);
  await deleteChannel(ctx, id);
  expect(await listChannels(ctx)).toEqual([]);
  const strangers = await insertOrganization("theirs");
  const stranger = await contextOf(
    await insertPerson({ name: "Eve", role: "owner", organizationId: strangers }),
  );
  await expect(restoreChannel(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await restoreChannel(ctx, id);
  expect(await secretOf(id)).toEqual({ url, signingKey });
  expect(await listChannels(ctx)).toMatchObject([{ id, name: "Hook", isVerified: true, rules: 2 }]);
  await expect(restoreChannel(ctx, id)).rejects.toThrow("too long ago");
  await deleteChannel(ctx, id);
  await pool().query("UPDATE deleted_channel SET deleted_at = now() - interval '61 minutes'");
  await expect(restoreChannel(ctx, id)).rejects.toThrow("too long ago");
  expect(await removeOldAlerts([], unstoppable(new Date()))).toBe(1);
  expect((await pool().query("SELECT FROM deleted_channel")).rowCount).toBe(0);
});

it.each(["https://10.0.0.7/x", "https://[::1]/x", "https://localhost/x", "https://chat.internal/x"])(
  "says which setting lets a host of this network be asked: %s",
  async (address) => {
    await expect(createChannel(ctx, { kind: "slack", name: "x", url: address })).rejects.toMatchObject({
      fields: { url: expect.stringContaining("JACKDAW_PRIVATE_HOSTS") },
    });
  },
);

it("shows each try of a delivery, and what it says, as text", async () => {
  const { id } = await createChannel(ctx, { kind: "slack", name: "Chat", url });
  const { deliveryId } = await testChannel(ctx, id);
  for (const answer of ["500 not now", "200 ok"]) {
    // Its time is kept in whole milliseconds, rounded: now may be a moment ahead.
    await pool().query("UPDATE delivery SET due_at = now() - interval '1 second' WHERE status = 'waiting'");
    const [claimed] = await claimDue("request", 1);
    if (!claimed) throw new Error("Nothing is due");
    await mark(claimed, { status: answer.startsWith("2") ? "sent" : "retry", answer }, 12.4);
  }
  const { tries, text, path, count, recipient } = await readDelivery(ctx, deliveryId);
  expect(tries).toEqual([
    { at: expect.any(String), status: "retry", tookMs: 12, answer: "500 not now" },
    { at: expect.any(String), status: "sent", tookMs: 12, answer: "200 ok" },
  ]);
  expect(text).toContain("This channel works\n\nAda sent this to try it.");
  expect({ path, count, kind: recipient.kind }).toEqual({ path: "/", count: 1, kind: "slack" });
  await pool().query("UPDATE delivery SET status = 'sending', claimed_by = $1", [deliveryId]);
  const claimed = {
    projectId: ctx.actor.projectIds?.[0] ?? 0,
    id: deliveryId,
    claim: deliveryId,
    attempts: 3,
  };
  for (let n = 0; n < 30; n++) {
    await mark(
      { ...claimed, organizationId: "", recipient: "", notificationIds: [] },
      { status: "failed", answer: `${n}` },
      1,
    );
    await pool().query("UPDATE delivery SET status = 'sending', claimed_by = $1", [deliveryId]);
  }
  const kept = (await readDelivery(ctx, deliveryId)).tries;
  expect([kept.length, kept.at(0)?.answer, kept.at(-1)?.answer]).toEqual([20, "10", "29"]);
});

/** All that the log of deliveries says to somebody. */
async function readLog(one: Context): Promise<string> {
  const { rows } = await listDeliveries(one, { project: [] });
  return JSON.stringify([rows, ...(await Promise.all(rows.map(({ id }) => readDelivery(one, id))))]);
}

it("shows of an alert over several projects only what is of those that are seen", async () => {
  const { organizationId } = ctx.actor;
  const [teamId, hidden] = [await insertTeam(organizationId, "vault"), await insertProject("vault")];
  await pool().query("INSERT INTO project_team (project_id, team_id) VALUES ($1, $2)", [hidden, teamId]);
  const projectId = ctx.actor.projectIds?.[0] ?? 0;
  const facts = {
    ...sampleFiring,
    issue: null,
    projects: ["web", "vault"],
    searchPath: "/issues?project=web,vault",
  };
  const bob = await insertPerson({ name: "Bob", role: "member", organizationId });
  for (const [n, told] of [
    facts,
    { kind: "test" as const, by: "Ada", at: facts.at, message: facts },
  ].entries())
    await transaction((db) =>
      enqueue(db, {
        projectId,
        organizationId,
        ruleId: null,
        severity: "",
        notification: {
          id: notificationId("scope", n),
          kind: told.kind,
          issueId: null,
          firingId: null,
          facts: told,
        },
        recipients: [`user:${bob}`],
      }),
    );
  const own = await contextOf(bob);
  expect(await readLog(own)).toContain("Events matching level:error");
  expect(await readLog(own)).not.toMatch(/vault|POST \/checkout/);
  expect(await readLog(await contextOf(ctx.actor.userId))).toMatch(/vault.*POST \/checkout/);
});

it("keeps what a person chose, and says that mail is off", async () => {
  expect(await readPreferences(ctx)).toMatchObject({
    mailTrouble: expect.stringContaining("Mail is off"),
    wants: { assigned: true, summary: true },
  });
  expect((await savePreferences(ctx, { summary: false })).wants).toMatchObject({
    assigned: true,
    summary: false,
  });
  expect((await savePreferences(ctx, { summary: true })).wants.summary).toBe(true);
});

it("keeps another choice for a project, which a link of a mail ends with all others", async () => {
  const { userId, organizationId, projectIds } = ctx.actor;
  const projectId = projectIds?.[0] ?? 0;
  const asked = { userId, organizationId, projectId, subject: "alerts" } as const;
  await savePreferences(ctx, { alerts: false });
  expect(await isWanted(asked)).toBe(false);
  const { projects, wants } = await savePreferences(ctx, { project: "web", alerts: true, summary: false });
  expect(projects).toEqual([
    { slug: "web", name: expect.any(String), wants: { alerts: true, summary: false } },
  ]);
  expect(wants).toMatchObject({ alerts: false, summary: true });
  expect([await isWanted(asked), await isWanted({ ...asked, projectId: 999_999 })]).toEqual([true, false]);
  await savePreferences(ctx, { project: "web", summary: null });
  expect((await readPreferences(ctx)).projects).toMatchObject([{ wants: { alerts: true } }]);
  await unsubscribe(writeToken({ to: "user", userId, organizationId, subject: "alerts" }));
  expect([await isWanted(asked), (await readPreferences(ctx)).projects]).toEqual([false, []]);
  await expect(savePreferences(ctx, { project: "nowhere", alerts: true })).rejects.toMatchObject({
    code: "not_found",
  });
});

it("says that an address is confirmed once its own link was opened", async () => {
  const { userId, email } = ctx.actor;
  expect((await readPreferences(ctx)).isConfirmed).toBe(false);
  const now = new Date();
  const old = new Date(now.getTime() - 9 * 86_400_000);
  for (const token of [
    "",
    "x.y",
    writeAddressToken({ userId, email: "other@example.org" }, now),
    writeAddressToken({ userId: "other", email }, now),
    writeAddressToken({ userId, email }, old),
  ]) {
    await expect(confirmOwnAddress(ctx, token)).rejects.toMatchObject({ code: "conflict" });
  }
  await confirmOwnAddress(ctx, writeAddressToken({ userId, email }, now));
  expect((await readPreferences(ctx)).isConfirmed).toBe(true);
  await expect(sendTestMail(ctx)).rejects.toThrow("Mail is off");
});

it("ends what a link is about, with a token that nobody else can write", async () => {
  const { userId, organizationId } = ctx.actor;
  const token = writeToken({ to: "user", userId, organizationId, subject: "alerts" });
  const other = Buffer.from(JSON.stringify(["u", userId, organizationId, "summary"])).toString("base64url");
  const forged = `${other}.${token.split(".")[1]}`;
  expect([forged, "", "a.b", `${token}x`].map((one) => readToken(one))).toEqual([null, null, null, null]);
  await expect(unsubscribe(forged)).rejects.toThrow("not valid");
  await unsubscribe(token);
  expect((await readPreferences(ctx)).wants).toMatchObject({ alerts: false, summary: true });
  const { id } = await createChannel(ctx, { kind: "email", name: "Ops", email: "ops@example.org" });
  await agree();
  await unsubscribe(writeToken({ to: "channel", channelId: id }));
  // Who said no is not told again because somebody else says yes.
  expect(await listChannels(ctx)).toMatchObject([{ isEnabled: false, isVerified: false }]);
  await agree();
  await changeChannel(ctx, id, { isEnabled: true });
  await deleteChannel(ctx, id);
  await unsubscribe(writeToken({ to: "channel", channelId: id }));
  await restoreChannel(ctx, id);
  expect(await listChannels(ctx)).toMatchObject([{ isEnabled: false, isVerified: false }]);
});

/** What the owner of an address does by following the link of the mail that asks them. */
function agree() {
  return pool().query("UPDATE channel SET verified_at = now()");
}
