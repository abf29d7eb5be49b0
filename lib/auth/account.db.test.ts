import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { ConflictError, InvalidInputError, NotFoundError, RateLimitedError } from "@/lib/errors";
import { cookieOf, owner, post, signedIn, signIn, useEmptyServer } from "@/lib/testing/sign-in";
import { changeEmail } from "./change-email";
import { changePassword } from "./change-password";
import { createOwner } from "./create-owner";
import { endOtherSessions } from "./end-other-sessions";
import { endSession } from "./end-session";
import { listSessions } from "./list-sessions";
import { readContext } from "./read-context";
import { takeTry } from "./tries";

useEmptyServer();

async function ageSession(ctx: Context, days: number, column: "updated_at" | "expires_at") {
  const sql = `UPDATE session SET ${column} = ${column} - make_interval(days => $1) WHERE id = $2`;
  await pool().query(sql, [days, ctx.sessionId]);
}

describe("a session", () => {
  beforeEach(() => createOwner(owner));

  it("is nobody's without a cookie or with a forged one", async () => {
    expect(await readContext(new Headers())).toBeNull();
    const { headers } = await signedIn();
    const cookie = headers.get("cookie") ?? "";
    expect(await readContext(new Headers({ cookie: `other=1; ${cookie}` }))).not.toBeNull();
    for (const signature of [".AAAAAAAA$1", ".", ""]) {
      const forged = cookie.replace(/\.[^.]{8}([^.]*)$/, signature);
      expect(await readContext(new Headers({ cookie: forged }))).toBeNull();
    }
  });

  it("is over at once after signing out", async () => {
    const { headers } = await signedIn();
    const out = await post("sign-out", {}, { headers: { cookie: headers.get("cookie") ?? "" } });
    expect(out.headers.get("clear-site-data")).toBe('"cache"');
    expect(await readContext(headers)).toBeNull();
  });

  it("ends after 14 idle days, and stays while it is used", async () => {
    const { ctx, headers } = await signedIn();
    await ageSession(ctx, 13, "updated_at");
    expect(await readContext(headers)).not.toBeNull();
    await ageSession(ctx, 13, "updated_at");
    expect(await readContext(headers)).not.toBeNull();
    await ageSession(ctx, 15, "updated_at");
    expect(await readContext(headers)).toBeNull();
    expect(await prisma().session.count()).toBe(0);
  });

  it("ends after 30 days even when it is used daily", async () => {
    const { ctx, headers } = await signedIn();
    await ageSession(ctx, 29, "expires_at");
    expect(await readContext(headers)).not.toBeNull();
    await ageSession(ctx, 2, "expires_at");
    expect(await readContext(headers)).toBeNull();
  });

  it("is nobody's, and cannot be begun, when the person is no member any more", async () => {
    const { headers } = await signedIn();
    await prisma().member.deleteMany();
    expect(await readContext(headers)).toBeNull();
    const refused = await signIn();
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ message: "That e-mail and password do not match." });
  });

  it("is listed with its client, and ends one by one or all but this", async () => {
    const { ctx, headers } = await signedIn();
    const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const other = cookieOf(await signIn(owner.password, owner.email, { headers: { "user-agent": firefox } }));
    await signIn();
    const rows = await listSessions(ctx);
    expect(rows.map((row) => row.isCurrent)).toEqual([true, false, false]);
    const otherRow = rows.find((row) => row.client === "Firefox on Linux");
    expect(otherRow).toMatchObject({ ipAddress: "192.0.2.1" });
    expect(JSON.stringify(rows)).not.toContain(other.get("cookie")?.split("=")[1]?.split(".")[0]);

    await endSession(ctx, otherRow?.id ?? "");
    expect(await readContext(other)).toBeNull();
    await expect(endSession(ctx, otherRow?.id ?? "")).rejects.toBeInstanceOf(NotFoundError);
    expect(await endOtherSessions(ctx)).toEqual({ ended: 1 });
    expect(await readContext(headers)).not.toBeNull();
  });

  it.each([
    ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"],
    ["::ffff:192.0.2.5", "192.0.2.5"],
    ["::1", "this machine"],
  ])("from %s is listed as from %s", async (ip, shown) => {
    const ctx = await readContext(cookieOf(await signIn(owner.password, owner.email, { ip })));
    expect((await listSessions(ctx as Context))[0]?.ipAddress).toBe(shown);
  });

  it("of somebody else looks as if it did not exist", async () => {
    const { ctx, headers } = await signedIn();
    const stranger: Context = { ...ctx, actor: { ...ctx.actor, userId: "somebody-else" } };
    await expect(endSession(stranger, ctx.sessionId ?? "")).rejects.toBeInstanceOf(NotFoundError);
    expect(await readContext(headers)).not.toBeNull();
  });
});

describe("the account", () => {
  beforeEach(() => createOwner(owner));
  const newPassword = "another long password";

  it("changes the password and ends the other sessions", async () => {
    const { ctx, headers } = await signedIn();
    const { headers: other } = await signedIn();
    await changePassword(ctx, { currentPassword: owner.password, newPassword });
    expect(await readContext(headers)).not.toBeNull();
    expect(await readContext(other)).toBeNull();
    expect((await signIn()).status).toBe(401);
    expect((await signIn(newPassword)).status).toBe(200);
  });

  it("keeps password and e-mail when the current password is wrong, and pauses after ten", async () => {
    const { ctx } = await signedIn();
    const wrong = { currentPassword: "wrong", newPassword };
    await expect(changePassword(ctx, wrong)).rejects.toBeInstanceOf(InvalidInputError);
    const change = changeEmail(ctx, { email: "eve@example.com", currentPassword: "wrong" });
    await expect(change).rejects.toMatchObject({ fields: { currentPassword: expect.any(String) } });
    for (let i = 0; i < 8; i++) await takeTry([{ key: `confirm ${ctx.actor.userId}`, max: 10 }]);
    await expect(changePassword(ctx, wrong)).rejects.toBeInstanceOf(RateLimitedError);
    expect((await signIn()).status).toBe(200);
  });

  it("changes the e-mail that signs in, unless somebody has it", async () => {
    const { ctx } = await signedIn();
    await prisma().user.create({ data: { id: "u2", name: "Eve", email: "eve@example.com" } });
    const taken = changeEmail(ctx, { email: "eve@example.com", currentPassword: owner.password });
    await expect(taken).rejects.toBeInstanceOf(ConflictError);
    await changeEmail(ctx, { email: "countess@example.com", currentPassword: owner.password });
    expect((await signIn(owner.password, "countess@example.com")).status).toBe(200);
  });
});
