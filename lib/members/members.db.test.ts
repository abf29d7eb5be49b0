import { beforeEach, describe, expect, it } from "vitest";
import { createOwner } from "@/lib/auth/create-owner";
import { readContext } from "@/lib/auth/read-context";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, ForbiddenError, NotFoundError } from "@/lib/errors";
import { invitePerson } from "@/lib/invitations/invite-person";
import { listInvitations } from "@/lib/invitations/list-invitations";
import { contextOf, insertOrganization, insertPerson, insertTeam } from "@/lib/testing/insert-person";
import { cookieOf, owner, signedIn, signIn, useEmptyServer } from "@/lib/testing/sign-in";
import { changeRole } from "./change-role";
import { listMembers } from "./list-members";
import { listPeople } from "./list-people";
import { removeMember } from "./remove-member";

useEmptyServer();

const delivery = { baseUrl: "http://localhost:8000" };
let ada: Context;
let organizationId: string;

beforeEach(async () => {
  await createOwner(owner);
  ({ ctx: ada } = await signedIn());
  organizationId = ada.actor.organizationId;
});

async function roleOf(userId: string): Promise<string | undefined> {
  const { rows } = await pool().query<{ role: string }>("SELECT role FROM member WHERE user_id = $1", [
    userId,
  ]);
  return rows[0]?.role;
}

describe("people", () => {
  it("are those of the organization, with their teams", async () => {
    const team = await insertTeam(organizationId, `tills-${Date.now()}`);
    const vera = await insertPerson({ name: "Vera", role: "viewer", organizationId, teamIds: [team] });
    const elsewhere = await insertOrganization(`elsewhere-${Date.now()}`);
    await insertPerson({ name: "Sam", role: "owner", organizationId: elsewhere });
    const people = await listPeople(await contextOf(vera));
    expect(people.members.map(({ name, role }) => [name, role])).toEqual([
      ["Ada", "owner"],
      ["Vera", "viewer"],
    ]);
    expect(people.teams.find(({ id }) => id === team)).toMatchObject({ memberCount: 1, isMine: true });
    const members = await listMembers(await contextOf(vera));
    expect(members.map(({ name, isSelf, lastSeenAt }) => [name, isSelf, lastSeenAt])).toEqual([
      ["Ada", false, null],
      ["Vera", true, null],
    ]);
    expect((await listMembers(ada))[0]).toMatchObject({ isLastOwner: true, lastSeenAt: expect.any(String) });
  });
});

describe("a role", () => {
  it("changes at once and says what it was", async () => {
    const vera = await insertPerson({ name: "Vera", role: "viewer", organizationId });
    expect(await changeRole(ada, vera, { role: "member" })).toEqual({ before: "viewer" });
    expect((await contextOf(vera)).actor.role).toBe("member");
  });

  it("of an owner is for owners to say", async () => {
    const bob = await contextOf(await insertPerson({ name: "Bob", role: "admin", organizationId }));
    const vera = await insertPerson({ name: "Vera", role: "viewer", organizationId });
    await expect(changeRole(bob, ada.actor.userId, { role: "viewer" })).rejects.toThrow(ForbiddenError);
    await expect(changeRole(bob, vera, { role: "owner" })).rejects.toThrow(ForbiddenError);
    await expect(removeMember(bob, ada.actor.userId)).rejects.toThrow(ForbiddenError);
    await changeRole(bob, vera, { role: "admin" });
    await expect(changeRole(await contextOf(vera), bob.actor.userId, { role: "member" })).resolves.toEqual({
      before: "admin",
    });
    expect(await roleOf(ada.actor.userId)).toBe("owner");
  });

  it("is nobody's to change who works on issues alone, nor of another organization", async () => {
    const mia = await contextOf(await insertPerson({ name: "Mia", role: "member", organizationId }));
    await expect(changeRole(mia, mia.actor.userId, { role: "owner" })).rejects.toThrow(ForbiddenError);
    const elsewhere = await insertOrganization(`elsewhere-${Date.now()}`);
    const sam = await contextOf(
      await insertPerson({ name: "Sam", role: "owner", organizationId: elsewhere }),
    );
    await expect(changeRole(sam, mia.actor.userId, { role: "owner" })).rejects.toThrow(NotFoundError);
    await expect(removeMember(sam, mia.actor.userId)).rejects.toThrow(NotFoundError);
  });

  it("stays with the only owner, who cannot leave either", async () => {
    await expect(changeRole(ada, ada.actor.userId, { role: "admin" })).rejects.toThrow(ConflictError);
    await expect(removeMember(ada, ada.actor.userId)).rejects.toThrow(ConflictError);
    expect(await roleOf(ada.actor.userId)).toBe("owner");
  });

  it("of the owner stays with one of two who leave at once", async () => {
    for (let round = 0; round < 5; round++) {
      const other = await insertPerson({ name: `Owner${round}`, role: "owner", organizationId });
      const both = [ada, await contextOf(other)];
      const outcomes = await Promise.allSettled(
        both.map((ctx) => changeRole(ctx, ctx.actor.userId, { role: "admin" })),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      await pool().query("UPDATE member SET role = 'owner' WHERE user_id = $1", [ada.actor.userId]);
      await pool().query("UPDATE member SET role = 'member' WHERE user_id = $1", [other]);
    }
  });
});

describe("somebody who is removed", () => {
  it("is signed out at once and cannot sign in again; the name stays, and so do others' sessions", async () => {
    const team = await insertTeam(organizationId, `tills-${Date.now()}`);
    const vera = await insertPerson({ name: "Vera", role: "viewer", organizationId, teamIds: [team] });
    const headers = cookieOf(await signIn(owner.password, "vera@example.com"));
    expect((await readContext(headers))?.actor.role).toBe("viewer");
    await removeMember(ada, vera);
    expect(await readContext(headers)).toBeNull();
    expect((await pool().query("SELECT FROM session WHERE user_id = $1", [vera])).rowCount).toBe(0);
    expect((await pool().query("SELECT FROM team_member WHERE user_id = $1", [vera])).rowCount).toBe(0);
    expect((await pool().query("SELECT FROM app_user WHERE id = $1", [vera])).rowCount).toBe(1);
    expect((await pool().query("SELECT FROM session WHERE id = $1", [ada.sessionId])).rowCount).toBe(1);
    expect((await signIn(owner.password, "vera@example.com")).status).toBe(401);
    await expect(removeMember(ada, vera)).rejects.toThrow(NotFoundError);
  });

  it("may be oneself, whatever the role", async () => {
    const vera = await contextOf(await insertPerson({ name: "Vera", role: "viewer", organizationId }));
    await removeMember(vera, vera.actor.userId);
    expect(await roleOf(vera.actor.userId)).toBeUndefined();
  });

  it("keeps a session that works in another organization", async () => {
    const elsewhere = await insertOrganization(`elsewhere-${Date.now()}`);
    const vera = await insertPerson({ name: "Vera", role: "viewer", organizationId });
    await pool().query(
      `INSERT INTO member (id, organization_id, user_id, role, created_at)
       VALUES ('second', $1, $2, 'admin', now() - interval '1 day')`,
      [elsewhere, vera],
    );
    const headers = cookieOf(await signIn(owner.password, "vera@example.com"));
    expect((await readContext(headers))?.actor).toMatchObject({ organizationId: elsewhere, role: "admin" });
    await removeMember(ada, vera);
    expect((await readContext(headers))?.actor.organizationId).toBe(elsewhere);
  });

  it("takes along the links that they sent, and an admin who is demoted as well", async () => {
    const bob = await contextOf(await insertPerson({ name: "Bob", role: "admin", organizationId }));
    const invite = (email: string) => invitePerson(bob, { email, role: "admin" }, delivery);
    await invite("one@example.com");
    await changeRole(ada, bob.actor.userId, { role: "member" });
    expect(await listInvitations(ada)).toEqual([]);
    await changeRole(ada, bob.actor.userId, { role: "admin" });
    await invite("two@example.com");
    await removeMember(ada, bob.actor.userId);
    expect(await listInvitations(ada)).toEqual([]);
  });
});
