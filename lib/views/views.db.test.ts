import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Context, type Role, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import { useDatabase } from "@/lib/testing/use-database";
import { createView } from "./create-view";
import { deleteView } from "./delete-view";
import { listViews } from "./list-views";
import { pinViews } from "./pin-views";
import { createViewSchema } from "./schemas";
import { updateView } from "./update-view";

function person(userId: string, role: Role, organizationId = "acme"): Context {
  const system = systemContext();
  return { ...system, actor: { ...system.actor, userId, role, organizationId } };
}
const ada = person("ada", "member");
const bob = person("bob", "member");
const eve = person("eve", "owner", "globex");
const vic = person("vic", "viewer");
const root = person("root", "admin");

useDatabase();
beforeAll(async () => {
  for (const id of ["ada", "bob", "eve", "vic", "root"]) {
    await pool().query(
      "INSERT INTO app_user (id, name, email, updated_at) VALUES ($1, $1, $1 || '@x', now())",
      [id],
    );
  }
});
beforeEach(() => pool().query("TRUNCATE saved_view CASCADE"));

const make = async (ctx: Context, name: string, more: object = {}) => {
  const input = createViewSchema.parse({ name, address: "query=level:fatal", ...more });
  return (await createView(ctx, input)).id;
};
const namesOf = async (ctx: Context) =>
  (await listViews(ctx, { subject: "issues" })).views.map(({ name }) => name);
const tabsOf = async (ctx: Context) =>
  (await listViews(ctx, { subject: "issues" })).views
    .filter(({ isPinned }) => isPinned)
    .map(({ name }) => name);

const searchesOf = async (ctx: Context) =>
  (await listViews(ctx, { subject: "logs" })).views.map(({ name, isPinned }) => [name, isPinned]);

describe("a view", () => {
  it("is seen by its owner alone until it is shared, and never by another organization", async () => {
    const id = await make(ada, "Fatal");
    expect(await namesOf(ada)).toEqual(["Fatal"]);
    expect(await namesOf(bob)).toEqual([]);
    await updateView(ada, id, { isShared: true });
    expect(await namesOf(bob)).toEqual(["Fatal"]);
    expect((await listViews(bob, { subject: "issues" })).views[0]).toMatchObject({
      isMine: false,
      canChange: false,
      owner: "ada",
      isPinned: false,
    });
    expect(await namesOf(eve)).toEqual([]);
  });

  it.each<[string, Context, boolean, typeof NotFoundError | typeof ForbiddenError | null]>([
    ["its owner", ada, false, null],
    ["its owner, shared", ada, true, null],
    ["a colleague", bob, false, NotFoundError],
    ["a colleague, shared", bob, true, ForbiddenError],
    ["an admin", root, false, NotFoundError],
    ["an admin, shared", root, true, null],
    ["somebody elsewhere", eve, true, NotFoundError],
  ])("is changed and deleted by %s?", async (_who, ctx, isShared, refusal) => {
    const id = await make(ada, "Fatal", { isShared });
    const rename = updateView(ctx, id, { name: "Worst" });
    if (refusal === null) await rename;
    else await expect(rename).rejects.toThrow(refusal);
    const remove = deleteView(ctx, id);
    if (refusal === null) await remove;
    else await expect(remove).rejects.toThrow(refusal);
    expect(await namesOf(ada)).toEqual(refusal === null ? [] : ["Fatal"]);
  });

  it("of a viewer is private: sharing is work", async () => {
    const id = await make(vic, "Mine");
    expect(await tabsOf(vic)).toEqual(["Mine"]);
    await expect(updateView(vic, id, { isShared: true })).rejects.toThrow(ForbiddenError);
    await expect(make(vic, "Ours", { isShared: true })).rejects.toThrow(ForbiddenError);
    expect(await namesOf(bob)).toEqual([]);
  });

  it("keeps its list in one form, and takes no query that cannot be read", async () => {
    const id = await make(ada, "Mine", { address: "sort=lastSeen&query=NOT+level:Fatal&trend=14d&env=prod" });
    expect((await listViews(ada, { subject: "issues" })).views[0]?.address).toBe(
      "query=%21level%3Afatal&env=prod",
    );
    await updateView(ada, id, { address: "status=resolved&query=status:archived" });
    expect((await listViews(ada, { subject: "issues" })).views[0]?.address).toBe(
      "query=status%3Aarchived&status=all",
    );
    await updateView(ada, id, { address: "status=all" });
    expect((await listViews(ada, { subject: "issues" })).views[0]?.address).toBe("status=all");
    await expect(updateView(ada, id, { address: "query=level:loud" })).rejects.toMatchObject({
      fields: { address: expect.stringMatching(/cannot be read/) },
    });
  });

  it("comes back with everybody's tabs when its deletion is undone", async () => {
    const id = await make(ada, "Fatal", { isShared: true });
    await pinViews(bob, { subject: "issues", viewIds: [id] });
    await deleteView(ada, id);
    expect([await tabsOf(ada), await tabsOf(bob)]).toEqual([[], []]);
    await pinViews(bob, { subject: "issues", viewIds: [] });
    await updateView(ada, id, { name: "Fatal" });
    expect([await tabsOf(ada), await tabsOf(bob)]).toEqual([["Fatal"], ["Fatal"]]);
  });

  it("is gone for good an hour after it was deleted", async () => {
    const id = await make(ada, "Fatal");
    await deleteView(ada, id);
    await pool().query("UPDATE saved_view SET updated_at = now() - interval '2 hours'");
    await deleteView(ada, await make(ada, "Other"));
    await expect(updateView(ada, id, { name: "Fatal" })).rejects.toThrow(NotFoundError);
  });
});

describe("a search of logs", () => {
  const logs = { subject: "logs", address: "query=level:ERR+%7C+stats+count()+by+host&period=24h" };
  it("stands in its own list, with tabs of its own", async () => {
    const view = await make(ada, "Fatal");
    const id = await make(ada, "Slow", logs);
    expect([await tabsOf(ada), await searchesOf(ada)]).toEqual([["Fatal"], [["Slow", true]]]);
    await pinViews(ada, { subject: "logs", viewIds: [view] });
    expect([await tabsOf(ada), await searchesOf(ada)]).toEqual([["Fatal"], [["Slow", false]]]);
    await pinViews(ada, { subject: "issues", viewIds: [id] });
    expect([await tabsOf(ada), await searchesOf(ada)]).toEqual([[], [["Slow", false]]]);
  });

  it("keeps its question in one form, a relative period, and takes none that cannot be read", async () => {
    const id = await make(ada, "Slow", logs);
    const addressOf = async () => (await listViews(ada, { subject: "logs" })).views[0]?.address ?? "";
    expect(new URLSearchParams(await addressOf()).get("query")).toBe("level:error | stats count() by host");
    expect(new URLSearchParams(await addressOf()).get("period")).toBe("24h");
    await updateView(ada, id, { address: "query=level:fatal&tab=chart&columns=host,route" });
    expect(await addressOf()).toBe("query=level%3Afatal&columns=host%2Croute");
    for (const address of ["query=|+stats+nonsense(", "status=resolved", "period=2y", "query=a&query=b"]) {
      await expect(updateView(ada, id, { address }), address).rejects.toMatchObject({
        fields: { address: expect.stringMatching(/cannot be read/) },
      });
    }
    await expect(updateView(ada, await make(ada, "Fatal"), { address: "columns=host" })).rejects.toThrow();
  });
});

describe("tabs", () => {
  it("stand in the order that their person gave them, others behind them by name", async () => {
    const a = await make(ada, "a");
    await make(ada, "b");
    const c = await make(ada, "c");
    expect(await tabsOf(ada)).toEqual(["a", "b", "c"]);
    await pinViews(ada, { subject: "issues", viewIds: [c, a] });
    expect(await namesOf(ada)).toEqual(["c", "a", "b"]);
    expect(await tabsOf(ada)).toEqual(["c", "a"]);
  });

  it("are nobody else's, and hold only what their person can see", async () => {
    const [shared, own] = [await make(ada, "Shared", { isShared: true }), await make(ada, "Own")];
    await pinViews(bob, { subject: "issues", viewIds: [shared, own, shared] });
    expect(await tabsOf(bob)).toEqual(["Shared"]);
    expect(await tabsOf(ada)).toEqual(["Shared", "Own"]);
    await updateView(ada, shared, { isShared: false });
    expect(await tabsOf(bob)).toEqual([]);
  });
});
