import { beforeEach, describe, expect, it } from "vitest";
import { createOwner } from "@/lib/auth/create-owner";
import { readContext } from "@/lib/auth/read-context";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  RateLimitedError,
} from "@/lib/errors";
import { removeMember } from "@/lib/members/remove-member";
import { contextOf, insertOrganization, insertPerson, insertTeam } from "@/lib/testing/insert-person";
import { cookieOf, owner, signedIn, signIn, useEmptyServer } from "@/lib/testing/sign-in";
import { acceptInvitation } from "./accept-invitation";
import { invitePerson } from "./invite-person";
import { listInvitations } from "./list-invitations";
import { readInvitation } from "./read-invitation";
import { renewInvitation } from "./renew-invitation";
import { revokeInvitation } from "./revoke-invitation";
import { type InvitationInput, invalidInvitation } from "./schemas";

useEmptyServer();

const delivery = { baseUrl: "https://jackdaw.example" };
const ipAddress = "192.0.2.7";
const account = { name: "Vera", password: "a password of her own" };
let ada: Context;

beforeEach(async () => {
  await createOwner(owner);
  ({ ctx: ada } = await signedIn());
});

async function invite(input: Partial<InvitationInput> = {}, ctx = ada) {
  const made = await invitePerson(ctx, { email: "Vera@Example.com", role: "viewer", ...input }, delivery);
  return { ...made, token: made.link.slice("https://jackdaw.example/invite/".length) };
}

const accept = (token: string, given: object = account, ctx: Context | null = null) =>
  acceptInvitation(ctx, { token, ...given, ipAddress });

describe("an invitation", () => {
  it("lets the address in once, with its role and teams, and keeps no token", async () => {
    const team = await insertTeam(ada.actor.organizationId, `tills-${Date.now()}`);
    const { token, expiresAt, isMailed } = await invite({ teamIds: [team] });
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(isMailed).toBe(false);
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71.9);
    expect(hours).toBeLessThanOrEqual(72);
    const { rows } = await pool().query<{ row: string }>("SELECT i::text AS row FROM invitation i");
    expect(rows.map(({ row }) => row).join()).not.toContain(token);
    expect(await readInvitation(null, { token, ipAddress })).toMatchObject({
      email: "vera@example.com",
      invitedBy: "Ada",
      asks: "account",
    });
    await accept(token);
    const headers = cookieOf(await signIn(account.password, "vera@example.com"));
    const vera = await readContext(headers);
    expect(vera?.actor).toMatchObject({ name: "Vera", role: "viewer", teamIds: [team] });
    expect(await listInvitations(ada)).toEqual([]);
    await expect(accept(token)).rejects.toThrow(invalidInvitation);
  });

  it("gets the same answer when it is wrong, used, revoked, renewed or expired", async () => {
    const used = await invite({ email: "used@example.com" });
    await accept(used.token);
    const revoked = await invite({ email: "revoked@example.com" });
    await revokeInvitation(ada, revoked.id);
    const renewed = await invite({ email: "renewed@example.com" });
    const fresh = await renewInvitation(ada, renewed.id, delivery);
    const expired = await invite({ email: "expired@example.com" });
    await pool().query("UPDATE invitation SET expires_at = now() WHERE id = $1", [expired.id]);
    for (const token of ["wrong", used.token, revoked.token, renewed.token, expired.token]) {
      await expect(readInvitation(null, { token, ipAddress })).rejects.toThrow(
        new NotFoundError(invalidInvitation),
      );
      await expect(accept(token)).rejects.toThrow(new NotFoundError(invalidInvitation));
    }
    expect((await listInvitations(ada)).map(({ email, isExpired }) => [email, isExpired])).toEqual([
      ["expired@example.com", true],
      ["renewed@example.com", false],
    ]);
    const token = fresh.link.split("/").at(-1) ?? "";
    expect((await readInvitation(null, { token, ipAddress })).email).toBe("renewed@example.com");
  });

  it("makes one account when it is accepted many times at once", async () => {
    const { token } = await invite();
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => accept(token)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await pool().query("SELECT FROM member")).rowCount).toBe(2);
  });

  it("asks a new account for a name and a password", async () => {
    const { token } = await invite();
    await expect(accept(token, { name: " ", password: "short" })).rejects.toMatchObject({
      fields: { name: expect.any(String), password: expect.any(String) },
    });
    await accept(token);
  });

  it("of an address that has an account wants its session or its password, not anybody's", async () => {
    const elsewhere = await insertOrganization(`elsewhere-${Date.now()}`);
    const sam = await insertPerson({ name: "Sam", role: "member", organizationId: elsewhere });
    const mallory = await insertPerson({ name: "Mallory", role: "member", organizationId: elsewhere });
    const first = await invite({ email: "sam@example.com" });
    expect((await readInvitation(null, { token: first.token, ipAddress })).asks).toBe("password");
    expect(await readInvitation(await contextOf(mallory), { token: first.token, ipAddress })).toMatchObject({
      asks: "password",
    });
    await expect(accept(first.token, {}, await contextOf(mallory))).rejects.toThrow(InvalidInputError);
    await expect(accept(first.token, { ...account })).rejects.toThrow(InvalidInputError);
    await accept(first.token, { password: owner.password });
    const { rows } = await pool().query(
      "SELECT role FROM member WHERE user_id = $1 AND organization_id = $2",
      [sam, ada.actor.organizationId],
    );
    expect(rows).toEqual([{ role: "viewer" }]);

    await removeMember(ada, sam);
    const headers = cookieOf(await signIn(owner.password, "sam@example.com"));
    const signedInAsSam = await readContext(headers);
    const second = await invite({ email: "sam@example.com", role: "member" });
    expect((await readInvitation(signedInAsSam, { token: second.token, ipAddress })).asks).toBe("nothing");
    await accept(second.token, {}, signedInAsSam);
    expect((await readContext(headers))?.actor).toMatchObject({
      organizationId: ada.actor.organizationId,
      role: "member",
    });
  });

  it("is refused for members, twice, for foreign teams, and to make an owner by an admin", async () => {
    const { organizationId } = ada.actor;
    const bob = await contextOf(await insertPerson({ name: "Bob", role: "admin", organizationId }));
    const foreign = await insertTeam(await insertOrganization(`x-${Date.now()}`), "foreign");
    await expect(invite({ email: owner.email })).rejects.toThrow(ConflictError);
    await invite({ role: "owner" });
    await expect(invite()).rejects.toThrow(ConflictError);
    await expect(invite({ email: "a@example.com", teamIds: [foreign] })).rejects.toThrow(NotFoundError);
    await expect(invite({ email: "a@example.com", role: "owner" }, bob)).rejects.toThrow(ForbiddenError);
    const [pending] = await listInvitations(bob);
    await expect(renewInvitation(bob, pending?.id ?? "", delivery)).rejects.toThrow(ForbiddenError);
    const mia = await contextOf(await insertPerson({ name: "Mia", role: "member", organizationId }));
    await expect(listInvitations(mia)).rejects.toThrow(ForbiddenError);
    await expect(invite({}, mia)).rejects.toThrow(ForbiddenError);
  });

  it("is another organization's business", async () => {
    const made = await invite();
    const elsewhere = await insertOrganization(`elsewhere-${Date.now()}`);
    const sam = await contextOf(
      await insertPerson({ name: "Sam", role: "owner", organizationId: elsewhere }),
    );
    expect(await listInvitations(sam)).toEqual([]);
    await expect(revokeInvitation(sam, made.id)).rejects.toThrow(NotFoundError);
    await expect(renewInvitation(sam, made.id, delivery)).rejects.toThrow(NotFoundError);
  });

  it("can be guessed at for a while only, and guessing costs nobody else a try", async () => {
    const { token } = await invite();
    for (let n = 0; n < 50; n++) {
      await expect(readInvitation(null, { token: `guess-${n}`, ipAddress })).rejects.toThrow(NotFoundError);
    }
    await expect(readInvitation(null, { token, ipAddress })).rejects.toThrow(RateLimitedError);
    expect((await readInvitation(null, { token, ipAddress: "192.0.2.99" })).role).toBe("viewer");
  });

  it("goes through a channel when there is one, and is shown all the same when that fails", async () => {
    const sent: string[] = [];
    const mailed = await invitePerson(
      ada,
      { email: "mail@example.com", role: "member" },
      { ...delivery, channel: async ({ email, link }) => void sent.push(email, link) },
    );
    expect(sent).toEqual(["mail@example.com", mailed.link]);
    expect(mailed.isMailed).toBe(true);
    const failed = await renewInvitation(ada, mailed.id, {
      ...delivery,
      channel: () => Promise.reject(new Error("The mail server is away")),
    });
    expect(failed.isMailed).toBe(false);
    expect(failed.link).not.toBe(mailed.link);
  });
});
