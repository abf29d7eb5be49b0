import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { contextOf, insertOrganization, insertPerson } from "@/lib/testing/insert-person";
import { insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { hashVerifyToken } from "./channels/ask-address";
import { changeChannel } from "./channels/change-channel";
import { createChannel } from "./channels/create-channel";
import { deleteChannel } from "./channels/delete-channel";
import { listChannels } from "./channels/list-channels";
import { testChannel } from "./channels/test-channel";
import { readVerification, verifyAddress } from "./channels/verify-address";
import { listDeliveries } from "./deliveries/list-deliveries";
import { readDelivery } from "./deliveries/read-delivery";
import { resendDelivery } from "./deliveries/resend-delivery";
import { readPreferences, savePreferences } from "./preferences/preferences";
import { openSecret } from "./secret/seal-secret";
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
  await pool().query("TRUNCATE channel, delivery, notification, notification_preference");
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
  await pool().query("UPDATE channel SET verify_hash = $1", [hashVerifyToken("token")]);
  expect(await readVerification("token")).toEqual({ email: "ops@example.org", organization: "ours" });
  await expect(verifyAddress("other")).rejects.toThrow("not valid any more");
  await verifyAddress("token");
  await expect(verifyAddress("token")).rejects.toThrow("not valid any more");
  expect(await listChannels(ctx)).toMatchObject([{ isVerified: true }]);
  await changeChannel(ctx, id, { settings: { kind: "email", name: "Ops", email: "eve@example.org" } });
  expect(await listChannels(ctx)).toMatchObject([{ address: "eve@example.org", isVerified: false }]);
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
  expect((await listDeliveries(ctx, { project: [], status: "sent" })).rows).toMatchObject([
    { id: deliveryId, answer: "200 ok", subjects: ["Test message from Jackdaw"] },
  ]);
  await deleteChannel(ctx, id);
  expect((await readDelivery(ctx, deliveryId)).recipient.name).toBe("Deleted");
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
  await unsubscribe(writeToken({ to: "channel", channelId: id }));
  expect(await listChannels(ctx)).toMatchObject([{ isEnabled: false }]);
});
