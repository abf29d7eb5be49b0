import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { ConflictError, InvalidInputError, NotFoundError, RateLimitedError } from "@/lib/errors";
import { createTestDatabase } from "@/lib/testing/postgres";
import { auth } from "./auth";
import { changeEmail } from "./change-email";
import { changePassword } from "./change-password";
import { createOwner } from "./create-owner";
import { endOtherSessions } from "./end-other-sessions";
import { endSession } from "./end-session";
import { hasOwner } from "./has-owner";
import { listSessions } from "./list-sessions";
import { readContext } from "./read-context";
import { signInLimits } from "./sign-in-limits";
import { type TryLimit, takeTry } from "./tries";

const site = "http://localhost:8000";
const owner = { name: "Ada", email: "ada@example.com", password: "a long enough password" };

let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  process.env.JACKDAW_DATA = mkdtempSync(path.join(tmpdir(), "jackdaw-auth-"));
  database = await createTestDatabase();
  usePool(openPool(database.url));
});

afterAll(async () => {
  await prisma().$disconnect();
  await closePool();
  await database.drop();
});

beforeEach(async () => {
  await pool().query("TRUNCATE app_user, auth_try CASCADE");
});

type Sender = { ip?: string; headers?: Record<string, string> };

/** What the browser's form sends. */
function post(endpoint: string, body: unknown, { ip = "192.0.2.1", headers = {} }: Sender = {}) {
  const sent = { origin: site, host: "localhost:8000", "x-forwarded-for": ip, ...headers };
  return auth().handler(
    new Request(`${site}/api/auth/${endpoint}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...sent },
      body: JSON.stringify(body),
    }),
  );
}

function signIn(password = owner.password, email = owner.email, sender?: Sender) {
  return post("sign-in/email", { email, password }, sender);
}

function cookieOf(response: Response): Headers {
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  return new Headers({ cookie });
}

async function signedIn(): Promise<{ ctx: Context; headers: Headers }> {
  const headers = cookieOf(await signIn());
  const ctx = await readContext(headers);
  if (ctx === null) throw new Error("not signed in");
  return { ctx, headers };
}

async function ageSession(ctx: Context, days: number, column: "updated_at" | "expires_at") {
  const sql = `UPDATE session SET ${column} = ${column} - make_interval(days => $1) WHERE id = $2`;
  await pool().query(sql, [days, ctx.sessionId]);
}

describe("the first visitor", () => {
  it("becomes the owner and can sign in", async () => {
    expect(await hasOwner()).toBe(false);
    await createOwner(owner);
    expect(await hasOwner()).toBe(true);
    const { ctx } = await signedIn();
    expect(ctx.actor).toMatchObject({ email: owner.email, name: "Ada", role: "owner" });
  });

  it("is one person, however many try at once", async () => {
    const visitors = Array.from({ length: 20 }, (_, i) => ({ ...owner, email: `visitor-${i}@example.com` }));
    const outcomes = await Promise.allSettled(visitors.map((visitor) => createOwner(visitor)));
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(lost.map((outcome) => outcome.reason instanceof ConflictError)).toEqual(Array(19).fill(true));
    expect(await prisma().user.count()).toBe(1);
    expect(await prisma().account.count()).toBe(1);
  });

  it("finds the library's own sign-up closed", async () => {
    const response = await post("sign-up/email", owner);
    expect(response.status).toBe(400);
    expect(await hasOwner()).toBe(false);
  });
});

describe("signing in", () => {
  beforeEach(() => createOwner(owner));

  it("says the same about a wrong password and an unknown person", async () => {
    const wrong = await signIn("not the password");
    const unknown = await signIn(owner.password, "nobody@example.com", { ip: "192.0.2.2" });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await unknown.text()).toBe(await wrong.text());
  });

  it("counts down the last tries, then pauses even the right password", async () => {
    const messages: string[] = [];
    for (let i = 0; i < 10; i++)
      messages.push(((await (await signIn("wrong")).json()) as { message: string }).message);
    expect(messages[3]).toBe("That e-mail and password do not match.");
    expect(messages[5]).toBe("That e-mail and password do not match. 4 tries left before a 15-minute pause.");
    const paused = await signIn();
    expect(paused.status).toBe(429);
    expect(Number(paused.headers.get("retry-after"))).toBeGreaterThan(14 * 60);
    expect((await signIn(owner.password, owner.email, { ip: "192.0.2.9" })).status).toBe(200);
  });

  it("lets no more through when all tries come at once", async () => {
    const statuses = await Promise.all(
      Array.from({ length: 15 }, async () => (await signIn("wrong")).status),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  it("forgets earlier typing errors after a success, so signing in often is fine", async () => {
    for (let i = 0; i < 9; i++) await signIn("wrong");
    for (let i = 0; i < 12; i++) expect((await signIn()).status).toBe(200);
  });

  it("pauses a person whom many addresses guess at, but not where that person is signed in", async () => {
    const home = { ip: "192.0.2.77" };
    await signIn(owner.password, owner.email, home);
    const [, , fromEverywhere] = await signInLimits(owner.email, "203.0.113.1");
    for (let i = 0; i < 100; i++) await takeTry([fromEverywhere as TryLimit]);
    expect((await signIn(owner.password, owner.email, { ip: "198.51.100.1" })).status).toBe(429);
    expect((await signIn(owner.password, owner.email, home)).status).toBe(200);
  });

  it.each([
    ["a foreign page", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["a request that does not say where it comes from", { origin: "" }],
  ])("is refused to %s, which costs the person no try", async (_name, headers) => {
    expect((await signIn(owner.password, owner.email, { headers })).status).toBe(403);
    expect((await pool().query("SELECT FROM auth_try")).rowCount).toBe(0);
  });

  it("sets a cookie that scripts and other sites cannot use", async () => {
    const [cookie] = (await signIn()).headers.getSetCookie();
    expect(cookie).toMatch(/^jackdaw\.session_token=/);
    for (const flag of ["HttpOnly", "SameSite=Lax", "Path=/", `Max-Age=${30 * 24 * 60 * 60}`]) {
      expect(cookie).toContain(flag);
    }
    expect(cookie).not.toContain("Secure");
  });
});

describe("a session", () => {
  beforeEach(() => createOwner(owner));

  it("is nobody's without a cookie or with a forged one", async () => {
    expect(await readContext(new Headers())).toBeNull();
    const { headers } = await signedIn();
    const forged = headers.get("cookie")?.replace(/\..{8}/, ".AAAAAAAA") ?? "";
    expect(await readContext(new Headers({ cookie: forged }))).toBeNull();
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

  it("gives nothing to a role that this version does not know", async () => {
    const { headers } = await signedIn();
    await prisma().user.updateMany({ data: { role: "emperor" } });
    expect(await readContext(headers)).toBeNull();
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
    for (let i = 0; i < 8; i++) await changePassword(ctx, wrong).catch(() => {});
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
