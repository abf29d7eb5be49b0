import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import { listProjectsForNav } from "@/lib/projects/list-projects";
import { createProject } from "@/lib/projects/create-project";
import { contextOf, insertOrganization, insertPerson } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { addToTeam } from "./add-to-team";
import { createTeam } from "./create-team";
import { deleteTeam } from "./delete-team";
import { giveProject } from "./give-project";
import { listProjectTeams } from "./list-project-teams";
import { listTeams } from "./list-teams";
import { removeFromTeam } from "./remove-from-team";
import { renameTeam } from "./rename-team";

useDatabase();

let owner: Context;
let stranger: Context;
let mia: string;

beforeAll(async () => {
  const organizationId = await insertOrganization("ours");
  owner = await contextOf(await insertPerson({ name: "Ada", role: "owner", organizationId }));
  mia = await insertPerson({ name: "Mia", role: "member", organizationId });
  const elsewhere = await insertOrganization("theirs");
  stranger = await contextOf(await insertPerson({ name: "Sam", role: "owner", organizationId: elsewhere }));
  for (const name of ["Shop", "Vault"]) await createProject(owner, { name, platform: "node" });
  await createProject(stranger, { name: "Foreign", platform: "node" });
  owner = await contextOf(owner.actor.userId);
});

const slugsFor = async (userId: string) =>
  (await listProjectsForNav(await contextOf(userId))).map(({ slug }) => slug);

describe("a team", () => {
  it("decides who of the members sees a project; owners and admins see all, others nothing", async () => {
    expect(await slugsFor(mia)).toEqual(["shop", "vault"]);
    const vaults = await createTeam(owner, { name: "Vaults" });
    expect(await giveProject(owner, { slug: "vault", teamIds: [vaults.id] })).toEqual({ before: [] });
    expect(await slugsFor(mia)).toEqual(["shop"]);
    await expect(listProjectTeams(await contextOf(mia), { slug: "vault" })).rejects.toThrow(NotFoundError);
    await addToTeam(owner, { id: vaults.id, userId: mia });
    await addToTeam(owner, { id: vaults.id, userId: mia });
    expect(await slugsFor(mia)).toEqual(["shop", "vault"]);
    expect(await listTeams(await contextOf(mia))).toMatchObject([
      {
        slug: "vaults",
        isMine: true,
        members: [{ name: "Mia" }],
        projects: [{ slug: "vault", isAlone: true }],
      },
    ]);
    await removeFromTeam(owner, { id: vaults.id, userId: mia });
    expect(await slugsFor(mia)).toEqual(["shop"]);
    expect((await listTeams(await contextOf(mia)))[0]?.projects).toEqual([]);
    expect(await slugsFor(owner.actor.userId)).toEqual(["shop", "vault"]);
    expect(await slugsFor(stranger.actor.userId)).toEqual(["foreign"]);
    await deleteTeam(owner, vaults.id);
    expect(await slugsFor(mia)).toEqual(["shop", "vault"]);
  });

  it("keeps its slug when it is renamed, and shares it with nobody", async () => {
    const first = await createTeam(owner, { name: "Night shift" });
    const second = await createTeam(owner, { name: "Night shift" });
    expect([first.slug, second.slug]).toEqual(["night-shift", "night-shift-2"]);
    await renameTeam(owner, first.id, { name: "Day shift" });
    const teams = await listTeams(owner);
    expect(teams.find(({ id }) => id === first.id)).toMatchObject({ name: "Day shift", slug: "night-shift" });
  });

  it("is another organization's business, whatever is tried", async () => {
    const { id } = await createTeam(owner, { name: "Ours" });
    const theirs = await createTeam(stranger, { name: "Theirs" });
    for (const attempt of [
      () => renameTeam(stranger, id, { name: "Mine now" }),
      () => deleteTeam(stranger, id),
      () => addToTeam(stranger, { id, userId: stranger.actor.userId }),
      () => addToTeam(owner, { id, userId: stranger.actor.userId }),
      () => removeFromTeam(stranger, { id, userId: mia }),
      () => giveProject(stranger, { slug: "shop", teamIds: [theirs.id] }),
      () => giveProject(owner, { slug: "shop", teamIds: [theirs.id] }),
    ]) {
      await expect(attempt()).rejects.toThrow(NotFoundError);
    }
    expect(await listTeams(stranger)).toMatchObject([{ name: "Theirs" }]);
  });

  it("is managed by owners and admins", async () => {
    const member = await contextOf(mia);
    const { id } = await createTeam(owner, { name: "Guarded" });
    for (const attempt of [
      () => createTeam(member, { name: "Mine" }),
      () => renameTeam(member, id, { name: "Mine" }),
      () => deleteTeam(member, id),
      () => addToTeam(member, { id, userId: mia }),
      () => giveProject(member, { slug: "shop", teamIds: [] }),
    ]) {
      await expect(attempt()).rejects.toThrow(ForbiddenError);
    }
  });
});
