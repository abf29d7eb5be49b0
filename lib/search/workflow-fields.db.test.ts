import { beforeAll, describe, expect, it } from "vitest";
import { type Context, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { listIssues } from "@/lib/issues/list-issues";
import { listIssuesSchema, searchValuesSchema } from "@/lib/issues/schemas";
import { parseShortId } from "@/lib/issues/short-id";
import { insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { listValues } from "./list-values";
import { seedIssue, type SearchSeed } from "./testing/search-fixture";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(Date.now() - ms);
const system = systemContext();
const ada: Context = { ...system, actor: { ...system.actor, userId: "ada", teamIds: ["t-back"] } };

const names = new Map<string, string>();
let web: number;
let api: number;

type Columns = Record<string, unknown>;

async function seed(name: string, project: number, base: SearchSeed, columns: Columns = {}): Promise<string> {
  const shortId = await seedIssue(project, base);
  names.set(shortId, name);
  const number = parseShortId(shortId)?.number;
  for (const [column, value] of Object.entries(columns)) {
    await pool().query(`UPDATE issue SET ${column} = $3 WHERE project_id = $1 AND short_id = $2`, [
      project,
      number,
      value,
    ]);
  }
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id FROM issue WHERE project_id = $1 AND short_id = $2",
    [project, number],
  );
  return String(rows[0]?.id);
}

const person = (id: string, name: string, email: string) =>
  pool().query("INSERT INTO app_user (id, name, email, updated_at) VALUES ($1, $2, $3, now())", [
    id,
    name,
    email,
  ]);

const mark = (issue: string, user: string, bookmarked: boolean, subscribed: boolean | null) =>
  pool().query(
    "INSERT INTO issue_person (project_id, issue_id, user_id, bookmarked_at, is_subscribed) VALUES ($1, $2, $3, $4, $5)",
    [web, issue, user, bookmarked ? new Date() : null, subscribed],
  );

const release = (
  project: number,
  version: string,
  name: string | null,
  key: string | null,
  firstSeen: Date,
) =>
  pool().query(
    "INSERT INTO release (project_id, version, package, version_key, first_seen) VALUES ($1, $2, $3, $4, $5)",
    [project, version, name, key, firstSeen],
  );

useDatabase();
beforeAll(async () => {
  web = await insertProject("web");
  api = await insertProject("api");
  await person("ada", "Ada Lovelace", "Ada@example.com");
  await person("bob", "Bob", "bob@example.com");
  await pool().query("INSERT INTO organization (id, name, slug) VALUES ('o', 'O', 'o')");
  await pool().query(
    "INSERT INTO team (id, organization_id, slug, name) VALUES ('t-back', 'o', 'back-end', 'Back end'), ('t-web', 'o', 'web', 'Web')",
  );
  await pool().query(
    `INSERT INTO member (id, organization_id, user_id, role) VALUES ('m1', 'o', 'ada', 'member'), ('m2', 'o', 'bob', 'member')`,
  );
  // The newest to appear is a mend of an old line: the latest is the highest of its package.
  await release(web, "web@1.9.0", "web", "b1", ago(3 * DAY));
  await release(web, "web@2.0.0", "web", "b2", ago(2 * DAY));
  await release(web, "web@1.9.1", "web", "b1a", ago(DAY));
  await release(web, "build-7", null, null, ago(5 * DAY));
  await release(api, "9f31c", null, null, ago(2 * DAY));
  await release(api, "77aa0", null, null, ago(DAY));

  const recent = { firstSeen: ago(2 * HOUR), lastSeen: ago(HOUR) };
  const old = { firstSeen: ago(30 * DAY), lastSeen: ago(2 * HOUR) };
  const fresh = await seed(
    "fresh",
    web,
    { ...recent, firstRelease: "web@2.0.0", tags: { release: "web@2.0.0" } },
    { priority: 75 },
  );
  const back = await seed(
    "back",
    web,
    { ...old, lastSeen: ago(3 * HOUR), firstRelease: "web@1.9.0", lastRelease: "web@2.0.0" },
    {
      regressed_at: ago(DAY),
      escalated_at: ago(DAY),
      reviewed_at: ago(2 * DAY),
      regressed_release: "web@2.0.0",
      assignee_user: "ada",
    },
  );
  await seed(
    "louder",
    web,
    { ...recent, lastSeen: ago(4 * HOUR), tags: { release: "web@1.9.1" } },
    { escalated_at: ago(2 * DAY), regressed_at: ago(8 * DAY), assignee_team: "t-back", priority: 25 },
  );
  const calm = await seed(
    "calm",
    web,
    { ...old, lastSeen: ago(5 * HOUR) },
    { regressed_at: ago(8 * DAY), assignee_user: "bob", comment_count: 1 },
  );
  await seed(
    "seen",
    api,
    { firstSeen: ago(3 * DAY), lastSeen: ago(6 * HOUR), firstRelease: "77aa0", tags: { release: "77aa0" } },
    { reviewed_at: ago(DAY) },
  );
  await seed(
    "done",
    web,
    { ...recent, status: "resolved", lastSeen: ago(7 * HOUR) },
    { regressed_at: ago(HOUR), escalated_at: ago(HOUR) },
  );
  await mark(fresh, "ada", true, true);
  await mark(back, "ada", false, false);
  await mark(calm, "bob", true, null);
  await pool().query(
    `INSERT INTO issue_activity (project_id, issue_id, kind, actor) VALUES ($1, $2, 'commented', 'ada'),
                                                                      ($1, $3, 'commented', 'ada')`,
    [web, calm, back],
  );
});

const find = async (ctx: Context, query: string) => {
  const input = listIssuesSchema.parse({ period: "90d", query });
  const { rows, query: report } = await listIssues(ctx, input);
  expect(report).toMatchObject({ errors: [], unknown: [] });
  return rows.map((row) => names.get(row.shortId) ?? row.shortId).join(" ");
};

describe("a query about how issues stand finds", () => {
  it.each([
    // What holds first is shown: regressed, escalating, new, ongoing.
    ["is:regressed", "back"],
    ["is:escalating", "louder"],
    ["is:new", "fresh"],
    ["is:ongoing", "calm seen"],
    ["is:[new, escalating]", "fresh louder"],
    ["!is:ongoing", "fresh back louder done"],
    ["is:for_review", "fresh back louder"],
    ["!is:for_review is:unresolved", "calm seen"],
    ["is:assigned", "back louder calm"],
    ["is:unassigned", "fresh seen"],
    ["is:bookmarked", "fresh"],
    ["is:subscribed", "fresh calm"],
    ["priority:high", "fresh"],
    ["priority:>=medium", "fresh back calm seen"],
    ["!priority:[high, medium]", "louder"],
    ["assigned:me", "back"],
    ["assigned:my_teams", "louder"],
    ["assigned:[me, my_teams]", "back louder"],
    ["assigned:none", "fresh seen"],
    ["!assigned:me", "fresh louder calm seen"],
    ["has:assigned", "back louder calm"],
    ["assigned:BOB@example.com", "calm"],
    ["assigned:*@example.com", "back calm"],
    ['assignee:"ada lovelace"', "back"],
    ["assigned:nobody@example.com", ""],
    ["assigned:#back-end", "louder"],
    ['assigned:"#Back end"', "louder"],
    ["assigned:#back*", "louder"],
    ["assigned:[#web, me]", "back"],
    ["assigned:#web", ""],
    ["assigned_or_suggested:me", "back"],
    ["bookmarks:me", "fresh"],
    ["bookmarks:bob@example.com", "calm"],
    ["has:bookmarks", "fresh calm"],
    ["subscribed:me", "fresh calm"],
    ["subscribed:bob", "calm"],
    ["regressed_in_release:web@2.0.0", "back"],
    ["regressed_in_release:latest", "back"],
    ["regressed_in_release:<2.0", ""],
    ["release:latest", "fresh seen"],
    ["release:[latest, web@1.9.1]", "fresh louder seen"],
    ["!release:latest", "back louder calm"],
    ["firstRelease:latest", "fresh seen"],
    ["firstRelease:[latest, web@1.9.0]", "fresh back seen"],
    ["lastRelease:latest", "back"],
    ["!lastRelease:latest", "fresh louder calm seen"],
  ])("%s → %s", async (query, expected) => expect(await find(ada, query)).toBe(expected));

  it("what is mine, for each person anew", async () => {
    const bob: Context = { ...system, actor: { ...system.actor, userId: "bob", teamIds: [] } };
    expect(await find(bob, "assigned:me")).toBe("calm");
    expect(await find(bob, "assigned:my_teams")).toBe("");
    expect(await find(bob, "is:bookmarked")).toBe("calm");
    expect(await find(bob, "is:subscribed")).toBe("calm");
  });
});

async function valuesOf(ctx: Context, key: string, prefix: string) {
  return (await listValues(ctx, searchValuesSchema.parse({ key, prefix }))).values;
}

it("offers the people and the teams of the organization", async () => {
  const member: Context = { ...ada, actor: { ...ada.actor, organizationId: "o" } };
  expect(await valuesOf(member, "assigned", "")).toEqual([
    { value: "#back-end", count: null },
    { value: "#web", count: null },
    { value: "Ada@example.com", count: null },
    { value: "bob@example.com", count: null },
  ]);
  expect(await valuesOf(member, "assignee", "#we")).toEqual([{ value: "#web", count: null }]);
  expect(await valuesOf(member, "bookmarks", "bo")).toEqual([{ value: "bob@example.com", count: null }]);
  expect(await valuesOf(member, "assigned", "ada l")).toEqual([{ value: "Ada Lovelace", count: null }]);
  const stranger: Context = { ...ada, actor: { ...ada.actor, organizationId: "other" } };
  expect(await valuesOf(stranger, "assigned", "")).toEqual([]);
});

it("says plainly what has no answer", async () => {
  const { rows, query } = await listIssues(
    ada,
    listIssuesSchema.parse({ query: "is:linked", status: "all" }),
  );
  expect(rows).toEqual([]);
  expect(query.unknown).toMatchObject([{ key: "is", message: expect.stringMatching(/not linked to other/) }]);
});
