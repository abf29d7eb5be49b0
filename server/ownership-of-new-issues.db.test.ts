import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Context, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { digest } from "@/lib/ingest/digest";
import { createTestProject, openTestDatabase, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { buildFrames } from "@/lib/grouping/testing/build-event";
import { hashOf, makeEvent, prefixOf } from "./testing/merge-fixture";
import { assignNewIssues } from "@/lib/ownership/assign-new-issues";
import { findKnownOwners } from "@/lib/ownership/find-known-owners";
import { previewOwnership } from "@/lib/ownership/preview-ownership";
import { readOwnership } from "@/lib/ownership/read-ownership";
import { readSuggestions } from "@/lib/ownership/read-suggestions";
import { saveOwnership } from "@/lib/ownership/save-ownership";
import { setAutoAssign } from "@/lib/ownership/set-auto-assign";

const ctx = systemContext();
let close: () => Promise<void>;
let project: TestProject;
let prefix: string;
let slug: string;

beforeAll(async () => {
  close = await openTestDatabase();
  await pool().query("INSERT INTO organization (id, name, slug) VALUES ('o', 'O', 'o')");
  for (const [id, role] of [
    ["ada", "member"],
    ["bob", "member"],
    ["eve", "admin"],
  ] as const) {
    await pool().query(
      "INSERT INTO app_user (id, name, email, updated_at) VALUES ($1, upper($1), $1 || '@example.com', now())",
      [id],
    );
    await pool().query("INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, 'o', $1, $2)", [
      id,
      role,
    ]);
  }
  await pool().query(
    "INSERT INTO team (id, organization_id, slug, name) VALUES ('t-pay', 'o', 'payments', 'Payments'), ('t-web', 'o', 'web', 'Web')",
  );
  await pool().query("INSERT INTO team_member (team_id, user_id) VALUES ('t-pay', 'ada')");
});
afterAll(() => close());

beforeEach(async () => {
  project = await createTestProject();
  prefix = await prefixOf(project.id);
  slug = prefix.toLowerCase();
  await pool().query("UPDATE project SET organization_id = 'o' WHERE id = $1", [project.id]);
});

const id = (number: number) => `${prefix}-${number}`;

/** An error in one file of our own, called from a library. */
function thrownIn(letter: string, file: string, about = {}) {
  const frames = buildFrames(
    ["/srv/node_modules/http/server.js", "listen", { in_app: false }],
    [file, "run", { in_app: true }],
  );
  return makeEvent(project, {
    hashes: [hashOf(letter)],
    about: { exception: { values: [{ type: "E", value: "broke", stacktrace: { frames } }] }, ...about },
  });
}

async function save(rules: string, codeowners = "") {
  const { version } = await readOwnership(ctx, { slug });
  return saveOwnership(ctx, { slug, rules, codeowners, basedOn: version });
}

/** Short id, assignee and what the timeline says of it. */
async function assignments(): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT concat_ws(' ', i.short_id, coalesce(i.assignee_user, i.assignee_team, '-'),
                      (SELECT string_agg(concat_ws('/', a.kind, a.actor, a.data->>'rule'), ', ')
                         FROM issue_activity a WHERE a.project_id = i.project_id AND a.issue_id = i.id)) AS line
       FROM issue i WHERE i.project_id = $1 ORDER BY i.short_id`,
    [project.id],
  );
  return rows.map(({ line }) => line);
}

describe("saveOwnership", () => {
  it("keeps both texts, and refuses lines that cannot be read and what was written over another's", async () => {
    const before = await readOwnership(ctx, { slug });
    expect(before).toMatchObject({ rules: "", codeowners: "", isAutoAssigning: false });
    await save("path:src/* #nobody", "* ada@example.com");
    expect(await readOwnership(ctx, { slug })).toMatchObject({
      rules: "path:src/* #nobody",
      codeowners: "* ada@example.com",
    });
    await expect(
      saveOwnership(ctx, { slug, rules: "", codeowners: "", basedOn: before.version }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(save("path:src/*", "@a = b")).rejects.toMatchObject({
      fields: {
        rules: expect.stringContaining("Line 1, column 11"),
        codeowners: expect.stringContaining("Line 1"),
      },
    });
    expect((await readOwnership(ctx, { slug })).rules).toBe("path:src/* #nobody");
  });

  it("is for those who work on the project, and finds nothing outside the actor's projects", async () => {
    const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: "viewer" } };
    const texts = { slug, rules: "", codeowners: "" };
    await expect(saveOwnership(viewer, { ...texts, basedOn: "" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(setAutoAssign(viewer, { slug, isOn: true })).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere: Context = { ...ctx, actor: { ...ctx.actor, projectIds: [] } };
    const asked = [
      () => readOwnership(elsewhere, { slug }),
      () => saveOwnership(elsewhere, { ...texts, basedOn: "" }),
      () => setAutoAssign(elsewhere, { slug, isOn: true }),
      () => previewOwnership(elsewhere, texts),
      () => readSuggestions(elsewhere, id(1)),
    ];
    await digest([thrownIn("a", "src/a.js")]);
    for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("findKnownOwners", () => {
  it("knows who sees the project: of one given to a team that team, its members and admins", async () => {
    const names = async () => [...(await findKnownOwners(project.id)).keys()].sort();
    expect(await names()).toEqual([
      "#payments",
      "#web",
      "ada@example.com",
      "bob@example.com",
      "eve@example.com",
    ]);
    await pool().query("INSERT INTO project_team (project_id, team_id) VALUES ($1, 't-pay')", [project.id]);
    expect(await names()).toEqual(["#payments", "ada@example.com", "eve@example.com"]);
  });
});

describe("readSuggestions", () => {
  it("names the owners of the deciding rule first, each once, also those whom nobody knows", async () => {
    await save("path:* #web ada@example.com\npath:src/* #payments ada@example.com #gone", "* #web");
    await digest([thrownIn("a", "/srv/shop/src/a.js")]);
    const { suggestions, hasRules } = await readSuggestions(ctx, id(1));
    expect(hasRules).toBe(true);
    expect(
      suggestions.map(({ owner, assignee, rule }) => [owner, assignee?.id, rule?.source, rule?.line]),
    ).toEqual([
      ["#payments", "t-pay", "rules", 2],
      ["ada@example.com", "ada", "rules", 2],
      ["#gone", undefined, "rules", 2],
      ["#web", "t-web", "rules", 1],
    ]);
    expect(suggestions[0]?.rule?.text).toBe("path:src/* #payments ada@example.com #gone");
  });

  it("goes by in-app frames alone, and by CODEOWNERS where no rule speaks", async () => {
    await save("path:*/node_modules/* #web", "/src/ bob@example.com");
    await digest([thrownIn("a", "/srv/shop/src/a.js")]);
    const { suggestions } = await readSuggestions(ctx, id(1));
    expect(suggestions.map(({ owner, rule }) => [owner, rule?.source])).toEqual([
      ["bob@example.com", "codeowners"],
    ]);
  });

  it("names who wrote the suspect commit, if that is somebody here, after those of rules", async () => {
    await digest([thrownIn("a", "/srv/shop/src/a.js")]);
    await pool().query("UPDATE issue SET first_release = '1.0' WHERE project_id = $1", [project.id]);
    await pool().query("INSERT INTO release (project_id, version, first_seen) VALUES ($1, '1.0', now())", [
      project.id,
    ]);
    const write = (email: string) =>
      pool().query(
        `INSERT INTO release_commit (project_id, version, position, id, author_email, message, files)
         VALUES ($1, '1.0', 0, 'abcdef1', $2, 'Charge twice', '{src/a.js}')
         ON CONFLICT (project_id, version, position) DO UPDATE SET author_email = excluded.author_email`,
        [project.id, email],
      );
    await write("Ada@Example.com");
    const bySuspicion = {
      owner: "ada@example.com",
      assignee: { type: "user", id: "ada", name: "ADA" },
      rule: null,
      commit: { id: "abcdef1", message: "Charge twice", version: "1.0" },
    };
    expect((await readSuggestions(ctx, id(1))).suggestions).toEqual([bySuspicion]);
    await save("path:src/* #payments", "");
    expect((await readSuggestions(ctx, id(1))).suggestions.map(({ owner }) => owner)).toEqual([
      "#payments",
      "ada@example.com",
    ]);
    await save("path:src/* ada@example.com", "");
    expect((await readSuggestions(ctx, id(1))).suggestions).toMatchObject([{ commit: null }]);
    await save("", "");
    await write("somebody@elsewhere.example");
    expect((await readSuggestions(ctx, id(1))).suggestions).toEqual([]);
  });

  it("has nothing to say without rules", async () => {
    await digest([thrownIn("a", "src/a.js")]);
    expect(await readSuggestions(ctx, id(1))).toEqual({ suggestions: [], hasRules: false });
  });
});

describe("previewOwnership", () => {
  it("tells which issues each rule would own and which nobody would", async () => {
    await digest([thrownIn("a", "src/a.js"), thrownIn("b", "src/b.js"), thrownIn("c", "lib/c.js")]);
    const { errors, warnings, result } = await previewOwnership(ctx, {
      slug,
      rules: "path:src/* #paymets\nurl:* #web",
      codeowners: "",
    });
    expect(errors).toEqual({ rules: [], codeowners: [] });
    expect(warnings.rules).toEqual([
      { line: 1, column: 12, message: expect.stringContaining("did you mean `#payments`?") },
    ]);
    expect(result).toMatchObject({ examined: 3, owned: 2, isPartial: false });
    expect(result?.rules.map(({ line, issues }) => [line, issues])).toEqual([
      [1, 2],
      [2, 0],
    ]);
    expect(result?.unowned).toEqual([{ shortId: id(3), title: "TypeError: x is not a function" }]);
  });

  it("says where a text cannot be read, and previews nothing then", async () => {
    const answer = await previewOwnership(ctx, { slug, rules: "path:src/*", codeowners: "* @org/pay" });
    expect(answer.errors.rules).toHaveLength(1);
    expect(answer.warnings.codeowners).toHaveLength(1);
    expect(answer.result).toBeNull();
  });
});

describe("assignNewIssues", () => {
  it("gives a new issue to the owner whom the deciding rule names, and tells the timeline by which rule", async () => {
    await save("path:* #web\npath:src/* #gone #payments ada@example.com");
    await setAutoAssign(ctx, { slug, isOn: true });
    await digest([
      thrownIn("a", "src/a.js"),
      thrownIn("b", "lib/b.js"),
      makeEvent(project, { hashes: [hashOf("c")] }),
    ]);
    expect(await assignNewIssues()).toBe(2);
    expect(await assignments()).toEqual([
      "1 t-pay assigned/path:src/* #gone #payments ada@example.com",
      "2 t-web assigned/path:* #web",
      "3 -",
    ]);
    const { rows } = await pool().query(
      "SELECT kind FROM outbox WHERE kind = 'new_issue' AND project_id = $1",
      [project.id],
    );
    expect(rows).toHaveLength(3);
  });

  it("lets no other rule speak when nobody of the deciding one exists", async () => {
    await save("path:* #web\npath:src/* #gone");
    await setAutoAssign(ctx, { slug, isOn: true });
    await digest([thrownIn("a", "src/a.js")]);
    expect(await assignNewIssues()).toBe(0);
    expect(await assignments()).toEqual(["1 -"]);
  });

  it("does nothing where it is off, and leaves issues alone that were there before it was turned on", async () => {
    await save("path:* #web");
    await digest([thrownIn("a", "src/a.js")]);
    expect(await assignNewIssues()).toBe(0);
    await setAutoAssign(ctx, { slug, isOn: true });
    await digest([thrownIn("b", "src/b.js")]);
    expect(await assignNewIssues()).toBe(1);
    expect(await assignments()).toEqual(["1 -", "2 t-web assigned/path:* #web"]);
    await setAutoAssign(ctx, { slug, isOn: false });
    await digest([thrownIn("c", "src/c.js")]);
    expect(await assignNewIssues()).toBe(0);
  });

  it("leaves an issue to people that somebody assigned before, and that was assigned to nobody again", async () => {
    await save("path:* #web");
    await setAutoAssign(ctx, { slug, isOn: true });
    await digest([thrownIn("a", "src/a.js"), thrownIn("b", "src/b.js")]);
    await pool().query("UPDATE issue SET assignee_user = 'bob' WHERE project_id = $1 AND short_id = 1", [
      project.id,
    ]);
    await pool().query(
      `INSERT INTO issue_activity (project_id, issue_id, kind, actor, data)
       SELECT project_id, id, 'assigned', 'bob', '{"to": null}' FROM issue WHERE project_id = $1 AND short_id = 2`,
      [project.id],
    );
    expect(await assignNewIssues()).toBe(0);
    expect(await assignments()).toEqual(["1 bob", "2 - assigned/bob"]);
  });

  it("is done once by processes that are at it together", async () => {
    await save("path:* #web");
    await setAutoAssign(ctx, { slug, isOn: true });
    const letters = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c"];
    await digest(letters.map((letter) => thrownIn(letter, "src/a.js")));
    const counts = await Promise.all(Array.from({ length: 4 }, () => assignNewIssues()));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(letters.length);
    expect(new Set((await assignments()).map((line) => line.split(" ").slice(1).join(" ")))).toEqual(
      new Set(["t-web assigned/path:* #web"]),
    );
  });

  it("goes on where a process was killed: what was not committed is done again, and nothing twice", async () => {
    await save("path:* #web");
    await setAutoAssign(ctx, { slug, isOn: true });
    await digest([thrownIn("a", "src/a.js"), thrownIn("b", "src/b.js")]);
    // One that dies between the lock and the commit: the second issue cannot be had until its connection is gone.
    const stop = new AbortController();
    await transaction(async (db) => {
      await db.query("SELECT FROM issue WHERE project_id = $1 AND short_id = 2 FOR UPDATE", [project.id]);
      const working = assignNewIssues(stop.signal);
      // It may end before anybody looks.
      const ended = expect(working).rejects.toThrow();
      await waitForWaiter();
      expect(await assignments()).toEqual(["1 t-web assigned/path:* #web", "2 -"]);
      await db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`,
      );
      await ended;
    });
    expect(await assignNewIssues()).toBe(1);
    expect(await assignments()).toEqual(["1 t-web assigned/path:* #web", "2 t-web assigned/path:* #web"]);
  });

  it("passes over an issue that is gone", async () => {
    await save("path:* #web");
    await setAutoAssign(ctx, { slug, isOn: true });
    await pool().query(
      "INSERT INTO outbox (project_id, kind, issue_id, event_id) VALUES ($1, 'new_issue', 999999, $2)",
      [project.id, randomUUID()],
    );
    expect(await assignNewIssues()).toBe(0);
    const { rows } = await pool().query(
      "SELECT is_owner_sought AS sought FROM outbox WHERE project_id = $1",
      [project.id],
    );
    expect(rows).toEqual([{ sought: true }]);
  });
});

async function waitForWaiter(): Promise<void> {
  for (;;) {
    const { rowCount } = await pool().query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rowCount) return;
  }
}
