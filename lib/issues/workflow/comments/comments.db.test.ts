import { beforeEach, describe, expect, it } from "vitest";
import { type Context, type Role, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import { listActivity } from "@/lib/issues/workflow/list-activity";
import type { Activity } from "@/lib/issues/workflow/schemas";
import { readIssue } from "@/lib/issues/read-issue";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { addComment } from "./add-comment";
import { deleteComment } from "./delete-comment";
import { editComment } from "./edit-comment";

useDatabase();

let web: number;
let one: string;

const ada = actAs("ada");
const ben = actAs("ben");

function actAs(userId: string, role: Role = "member", projectIds: number[] | null = null): Context {
  const system = systemContext();
  return { ...system, actor: { ...system.actor, userId, role, projectIds } };
}

beforeEach(async () => {
  await pool().query(
    "TRUNCATE project, issue, issue_text, issue_activity, issue_person, organization, app_user CASCADE",
  );
  web = await insertProject("web");
  one = await insertIssue(web);
  await pool().query(
    "INSERT INTO organization (id, name, slug) VALUES ('acme', 'Acme', 'acme'), ('other', 'O', 'other')",
  );
  await pool().query("UPDATE project SET organization_id = 'acme'");
  for (const [id, organization] of [
    ["ada", "acme"],
    ["ben", "acme"],
    ["cleo", "acme"],
    ["dan", "acme"],
    ["eve", "other"],
  ] as const) {
    await pool().query(
      "INSERT INTO app_user (id, name, email, updated_at) VALUES ($1, initcap($1), $1 || '@example.com', now())",
      [id],
    );
    await pool().query(
      "INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $1, 'member')",
      [id, organization],
    );
  }
  await pool().query("UPDATE app_user SET name = 'Dan de Merode' WHERE id = 'dan'");
  await pool().query(
    "INSERT INTO team (id, organization_id, slug, name) VALUES ('t1', 'acme', 'backend', 'Backend')",
  );
  await pool().query("INSERT INTO team_member (team_id, user_id) VALUES ('t1', 'cleo')");
});

async function readEntries(): Promise<Activity[]> {
  return (await listActivity(ada, one, {})).entries;
}

async function readMentions(): Promise<unknown> {
  const { rows } = await pool().query<{ mentions: unknown }>(
    "SELECT data->'mentions' AS mentions FROM issue_activity ORDER BY id DESC LIMIT 1",
  );
  return rows[0]?.mentions;
}

/** Who heard the call, and whether they said yes. */
async function readSubscribed(): Promise<unknown[]> {
  const { rows } = await pool().query(
    "SELECT user_id AS user, is_subscribed AS subscribed FROM issue_person ORDER BY user_id",
  );
  return rows;
}

describe("comments", () => {
  it("stand in the timeline with who wrote them, and are counted", async () => {
    const comment = await addComment(ada, one.toLowerCase(), { text: "Is this **new**?" });
    expect(comment).toMatchObject({
      actor: { id: "ada", name: "Ada" },
      entry: { kind: "commented", text: "Is this **new**?", editedAt: null },
    });
    await addComment(ben, one, { text: "Yes." });
    expect((await readEntries()).map(({ entry, actor }) => [entry.kind, actor?.id])).toEqual([
      ["commented", "ben"],
      ["commented", "ada"],
    ]);
    expect(await readIssue(ada, one)).toMatchObject({ commentCount: 2, isSubscribed: true });
    expect(await readIssue(actAs("cleo"), one)).toMatchObject({ isSubscribed: false });
  });

  it("are changed by who wrote them alone", async () => {
    const { id } = await addComment(ada, one, { text: "old" });
    for (const other of [ben, actAs("root", "owner")]) {
      await expect(editComment(other, { shortId: one, id }, { text: "mine" })).rejects.toThrow(
        ForbiddenError,
      );
    }
    await editComment(ada, { shortId: one, id }, { text: "new" });
    expect((await readEntries())[0]?.entry).toEqual({
      kind: "commented",
      text: "new",
      editedAt: expect.any(String),
      mentions: [],
    });
  });

  it.each<[Role, string, boolean]>([
    ["member", "ada", true],
    ["member", "ben", false],
    ["admin", "ben", true],
    ["owner", "ben", true],
  ])("are taken away by a %s who is %s: %s", async (role, userId, isAllowed) => {
    const { id } = await addComment(ada, one, { text: "gone" });
    const attempt = deleteComment(actAs(userId, role), { shortId: one, id });
    if (isAllowed) await attempt;
    else await expect(attempt).rejects.toThrow(ForbiddenError);
    expect(await readEntries()).toHaveLength(isAllowed ? 0 : 1);
    expect(await readIssue(ada, one)).toMatchObject({ commentCount: isAllowed ? 0 : 1 });
  });

  it("are nothing that viewers write, and nothing that is seen outside of one's projects", async () => {
    const { id } = await addComment(ada, one, { text: "x" });
    await expect(addComment(actAs("ada", "viewer"), one, { text: "x" })).rejects.toThrow(ForbiddenError);
    const outside = actAs("ada", "owner", [web + 1]);
    await expect(addComment(outside, one, { text: "x" })).rejects.toThrow(NotFoundError);
    await expect(editComment(outside, { shortId: one, id }, { text: "x" })).rejects.toThrow(NotFoundError);
    await expect(deleteComment(outside, { shortId: one, id })).rejects.toThrow(NotFoundError);
    await expect(listActivity(outside, one, {})).rejects.toThrow(NotFoundError);
  });

  it("are named together with their issue, and are comments", async () => {
    const { id } = await addComment(ada, one, { text: "x" });
    const other = await insertIssue(web);
    await changeIssues(ada, { change: { kind: "priority", priority: "high" }, shortIds: [one] });
    const entries = await readEntries();
    await expect(deleteComment(ada, { shortId: other, id })).rejects.toThrow(NotFoundError);
    const change = { shortId: one, id: entries[0]?.id ?? 0 };
    await expect(deleteComment(ada, change)).rejects.toThrow(NotFoundError);
    await expect(editComment(ada, change, { text: "x" })).rejects.toThrow(NotFoundError);
  });

  it("are counted once each when many come at the same time", async () => {
    await Promise.all(Array.from({ length: 8 }, () => addComment(ada, one, { text: "x" })));
    expect(await readIssue(ada, one)).toMatchObject({ commentCount: 8 });
  });
});

describe("a mention", () => {
  it.each([
    ["@ben@example.com look", ["ben"]],
    ["@Ben, @BEN@example.com", ["ben"]],
    ["@backend please, with @ben", ["ben", "cleo"]],
    ['@"Ben" and @"dan de merode"', ["ben", "dan"]],
    ['`@"Dan de Merode"` and a@"Ben"', []],
    ["`@ben` and ben@example.com", []],
    ["@eve@example.com @eve @nobody", []],
  ])("in %j means %j, who hear of the issue from then on", async (text, people) => {
    await addComment(ada, one, { text });
    expect(await readMentions()).toEqual(people);
    expect(await readSubscribed()).toEqual(people.map((user) => ({ user, subscribed: true })));
  });

  it("does not overrule who said no, nor reach who does not see the project", async () => {
    await changeIssues(ben, { change: { kind: "subscribe", isOn: false }, shortIds: [one] });
    await addComment(ada, one, { text: "@ben" });
    expect(await readSubscribed()).toEqual([{ user: "ben", subscribed: false }]);
    await pool().query("INSERT INTO project_team (project_id, team_id) VALUES ($1, 't1')", [web]);
    await addComment(ada, one, { text: "@ben @cleo" });
    expect(await readMentions()).toEqual(["cleo"]);
  });

  it("means the same person under another name, also when the comment is edited", async () => {
    const { id } = await addComment(ada, one, { text: '@"Dan de Merode", @backend' });
    await pool().query("UPDATE app_user SET name = 'Dan May' WHERE id = 'dan'");
    await pool().query("UPDATE app_user SET name = 'Dan de Merode' WHERE id = 'ben'");
    const mentions = [
      { written: "backend", name: "Backend" },
      { written: "dan de merode", name: "Dan May" },
    ];
    expect((await readEntries())[0]?.entry).toMatchObject({ mentions });
    await editComment(ada, { shortId: one, id }, { text: '@"dan de merode" @backend look' });
    expect((await readEntries())[0]?.entry).toMatchObject({ mentions });
    expect(await readMentions()).toEqual(["cleo", "dan"]);
    await pool().query("DELETE FROM app_user WHERE id = 'dan'");
    expect((await readEntries())[0]?.entry).toMatchObject({
      mentions: [{ written: "backend", name: "Backend" }],
    });
  });

  it("counts in an edit as well", async () => {
    const { id } = await addComment(ada, one, { text: "hm" });
    await editComment(ada, { shortId: one, id }, { text: "hm, @cleo" });
    expect(await readSubscribed()).toEqual([{ user: "cleo", subscribed: true }]);
  });
});

describe("the timeline", () => {
  it("comes in pages, newest first, each entry once", async () => {
    for (let n = 0; n < 60; n++) {
      const priority = n % 2 ? "low" : "high";
      await changeIssues(ada, { change: { kind: "priority", priority }, shortIds: [one] });
    }
    const first = await listActivity(ada, one, {});
    expect(first.entries).toHaveLength(50);
    await addComment(ada, one, { text: "in between" });
    const second = await listActivity(ada, one, { cursor: first.nextCursor ?? "" });
    expect([second.entries.length, second.nextCursor]).toEqual([10, null]);
    expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(60);
  });

  it("names assignees and tells who acted, also when they are gone", async () => {
    for (const to of [{ type: "user", id: "ben" }, { type: "team", id: "t1" }, null] as const) {
      await changeIssues(ada, { change: { kind: "assign", to }, shortIds: [one] });
    }
    await pool().query("DELETE FROM app_user WHERE id = 'ben'");
    const entries = await readEntries();
    expect(entries.map(({ entry }) => entry)).toEqual([
      { kind: "assigned", to: null },
      { kind: "assigned", to: { type: "team", id: "t1", name: "Backend" } },
      { kind: "assigned", to: { type: "user", id: "ben", name: null } },
    ]);
  });

  it("keeps what undo needs to itself", async () => {
    await changeIssues(ada, { change: { kind: "resolve", in: { type: "now" } }, shortIds: [one] });
    expect(await readEntries()).toMatchObject([{ entry: { kind: "resolved", in: { type: "now" } } }]);
    expect(JSON.stringify(await readEntries())).not.toContain("before");
  });

  it("holds what was said about issues that were merged into it", async () => {
    const other = await insertIssue(web);
    await addComment(ada, other, { text: "over there" });
    await pool().query(
      `UPDATE issue SET status = 'merged', merged_into = (SELECT id FROM issue WHERE short_id = 1)
        WHERE short_id = 2`,
    );
    await addComment(ada, other, { text: "and here" });
    const texts = (await readEntries()).map(({ entry }) => entry.kind === "commented" && entry.text);
    expect(texts).toEqual(["and here", "over there"]);
    expect(await readIssue(ada, one)).toMatchObject({ commentCount: 2 });
  });
});
