import { beforeEach, describe, expect, it } from "vitest";
import { type Context, type Role, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ForbiddenError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { issueFilterSchema } from "@/lib/issues/schemas";
import { parseShortId } from "@/lib/issues/short-id";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { changeIssues } from "./change-issues";
import type { IssueChange } from "./schemas";
import { undoChange } from "./undo-change";

useDatabase();

const ctx = actAs("ada");
let web: number;
let one: string;
let two: string;

/** Somebody with a role who sees some projects, all by default. */
function actAs(userId: string, role: Role = "member", projectIds: number[] | null = null): Context {
  const system = systemContext();
  return { ...system, actor: { ...system.actor, userId, role, projectIds } };
}

beforeEach(async () => {
  await pool().query(
    "TRUNCATE organization, app_user, project, issue, issue_text, issue_activity, issue_person, release CASCADE",
  );
  web = await insertProject("web");
  one = await insertIssue(web, { events: 5, users: 2 });
  two = await insertIssue(await insertProject("api"), { status: "archived" });
});

function act(change: IssueChange, ...shortIds: string[]) {
  return changeIssues(ctx, { change, shortIds });
}

/** Columns of an issue that are not null. */
async function read(shortId: string): Promise<Record<string, unknown>> {
  const { rows } = await pool().query<{ issue: Record<string, unknown> }>(
    `SELECT jsonb_strip_nulls(to_jsonb(i)) AS issue FROM issue i JOIN project p ON p.id = i.project_id
      WHERE p.short_prefix = $1 AND i.short_id = $2`,
    [parseShortId(shortId)?.prefix, parseShortId(shortId)?.number],
  );
  return rows[0]?.issue ?? {};
}

async function readActivity(): Promise<
  { kind: string; actor: string | null; data: Record<string, unknown> }[]
> {
  const { rows } = await pool().query<{ kind: string; actor: string | null; data: Record<string, unknown> }>(
    "SELECT kind, actor, data FROM issue_activity ORDER BY id",
  );
  return rows;
}

/** A release as ingestion leaves it. */
async function insertRelease(version: string, key: string | null, hoursAgo: number): Promise<void> {
  await pool().query(
    `INSERT INTO release (project_id, version, package, version_key, first_seen)
     VALUES ($1, $2, $3, $4, now() - $5 * interval '1 hour')`,
    [web, version, key === null ? null : "web", key, hoursAgo],
  );
}

/** Unresolved issues of one project. */
async function fill(quantity: number) {
  await pool().query(
    `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen)
     SELECT $1, 100 + n, 'E', '', '', 40, 'node', now(), now() FROM generate_series(1, $2::int) AS n`,
    [web, quantity],
  );
}

describe("a change", () => {
  it("says how the issues stood and stand, and writes one entry for each", async () => {
    const { changed, changeId, cursor } = await act(
      { kind: "resolve", in: { type: "now" } },
      two,
      one.toLowerCase(),
    );
    expect(cursor).toBe(null);
    expect(changed.map(({ shortId, before, after }) => [shortId, before.status, after.status])).toEqual([
      [one, "unresolved", "resolved"],
      [two, "archived", "resolved"],
    ]);
    expect(changed[0]?.before).toEqual({
      status: "unresolved",
      resolution: null,
      archiveUntil: null,
      assignee: null,
      priority: "medium",
      isForReview: true,
    });
    expect(changed[0]?.after).toMatchObject({ resolution: { type: "now" }, isForReview: false });
    expect(await read(one)).toMatchObject({ status: "resolved", resolution: "now", resolved_by: "ada" });
    const rows = await pool().query("SELECT count(*)::int AS n FROM issue_activity WHERE change_id = $1", [
      changeId,
    ]);
    expect(rows.rows).toEqual([{ n: 2 }]);
    expect(await readActivity()).toMatchObject([
      { kind: "resolved", actor: "ada", data: { in: { type: "now" } } },
      { kind: "resolved", actor: "ada" },
    ]);
  });

  it("leaves out what stands so already", async () => {
    await act({ kind: "resolve", in: { type: "now" } }, one);
    const again = await act({ kind: "resolve", in: { type: "now" } }, one, two);
    expect(again.changed.map(({ shortId }) => shortId)).toEqual([two]);
    expect(await readActivity()).toHaveLength(2);
  });

  it.each(["WEB-ZZZ", "NOWHERE-1", "' OR true", "WEB-"])(
    "changes nothing when one is %s",
    async (missing) => {
      await expect(act({ kind: "unresolve" }, two, missing)).rejects.toThrow(NotFoundError);
      expect(await read(two)).toMatchObject({ status: "archived" });
    },
  );

  it("takes what lies outside the actor's projects as missing", async () => {
    const member = actAs("ben", "member", [web]);
    const change: IssueChange = { kind: "resolve", in: { type: "now" } };
    await expect(changeIssues(member, { change, shortIds: [one, two] })).rejects.toThrow(NotFoundError);
    expect(await readActivity()).toEqual([]);
    const matching = issueFilterSchema.parse({ status: "all" });
    const { changed } = await changeIssues(member, { change, matching });
    expect(changed.map(({ shortId }) => shortId)).toEqual([one]);
  });

  it("never meets itself in a circle when people take the same issues in different order", async () => {
    const issues = [one, two];
    for (let n = 0; n < 20; n++) issues.push(await insertIssue(web));
    const done = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        n % 2
          ? act({ kind: "unresolve" }, ...issues)
          : act({ kind: "resolve", in: { type: "now" } }, ...issues.toReversed()),
      ),
    );
    expect(done).toHaveLength(12);
  });
});

describe("resolving", () => {
  it("in the next release keeps the newest of the package that came last", async () => {
    await insertRelease("web@2.10.0", "c10", 30);
    await insertRelease("web@2.9.0", "c09", 1);
    await insertRelease("nightly", null, 40);
    const { changed } = await act({ kind: "resolve", in: { type: "next_release" } }, one, two);
    expect(changed[0]?.after.resolution).toEqual({ type: "next_release" });
    expect(await read(one)).toMatchObject({ resolution: "next_release", resolved_release: "web@2.10.0" });
    expect(await read(two)).not.toHaveProperty("resolved_release");
  });

  it("in the next release goes by time when the last one has no order", async () => {
    await insertRelease("web@2.10.0", "c10", 30);
    await insertRelease("nightly", null, 1);
    await act({ kind: "resolve", in: { type: "next_release" } }, one);
    expect(await read(one)).toMatchObject({ resolved_release: "nightly" });
  });

  it("in a release needs one that the project knows", async () => {
    await insertRelease("web@2.0", "c", 1);
    const change: IssueChange = { kind: "resolve", in: { type: "release", release: "web@2.0" } };
    await expect(act(change, one, two)).rejects.toThrow(InvalidInputError);
    const { changed } = await act(change, one);
    expect(changed[0]?.after.resolution).toEqual({ type: "release", release: "web@2.0" });
  });

  it("in a commit keeps it in small letters", async () => {
    await act({ kind: "resolve", in: { type: "commit", commit: "ABCDEF12" } }, one);
    expect(await read(one)).toMatchObject({ resolution: "commit", resolved_commit: "abcdef12" });
  });

  it("forgets until when it was archived, and archiving how it was resolved", async () => {
    await act({ kind: "archive", until: { type: "count", events: 3 } }, one);
    await act({ kind: "resolve", in: { type: "now" } }, one);
    expect(Object.keys(await read(one)).filter((key) => key.startsWith("archive"))).toEqual([]);
    await act({ kind: "archive", until: { type: "forever" } }, one);
    expect(Object.keys(await read(one)).filter((key) => key.startsWith("resol"))).toEqual([]);
    await act({ kind: "unresolve" }, one);
    expect(Object.keys(await read(one)).filter((key) => /^(archive|resol)/.test(key))).toEqual([]);
  });
});

describe("archiving", () => {
  it.each([
    [{ type: "forever" }, {}],
    [{ type: "time", at: "2026-12-01T00:00:00.000Z" }, { archived_until: "2026-12-01T00:00:00+00:00" }],
    [
      { type: "count", events: 10, users: 3 },
      { archived_events: 15, archived_users: 5 },
    ],
    [
      { type: "count", users: 3, windowMinutes: 60 },
      { archived_users: 3, archived_window: 60 },
    ],
    [{ type: "escalating" }, { archived_events: 11, archived_window: 60 }],
  ] as const)("until %o", async (until, columns) => {
    const { changed } = await act({ kind: "archive", until }, one);
    expect(changed[0]?.after).toMatchObject({ status: "archived", archiveUntil: until });
    expect(await read(one)).toMatchObject({
      archive_condition: until.type,
      archived_by: "ada",
      archived_at: expect.any(String),
      ...columns,
    });
    expect((await readActivity())[0]).toMatchObject({ kind: "archived", data: { until } });
  });

  it("until it escalates takes the busiest hour of the week, all environments together", async () => {
    const busy = await insertIssue(web, {
      stats: [
        ["", 2, 20],
        ["production", 2, 15],
        ["production", 5, 30],
        ["production", 200, 900],
      ],
    });
    await act({ kind: "archive", until: { type: "escalating" } }, busy);
    expect(await read(busy)).toMatchObject({ archived_events: 36 });
  });
});

describe("assigning", () => {
  beforeEach(async () => {
    await pool().query(
      "INSERT INTO organization (id, name, slug) VALUES ('acme', 'Acme', 'acme'), ('o', 'O', 'o')",
    );
    await pool().query("UPDATE project SET organization_id = 'acme'");
    for (const [id, role, organization] of [
      ["mia", "member", "acme"],
      ["max", "member", "acme"],
      ["ann", "admin", "acme"],
      ["eve", "owner", "o"],
    ] as const) {
      await pool().query("INSERT INTO app_user (id, name, email, updated_at) VALUES ($1, $1, $1, now())", [
        id,
      ]);
      await pool().query("INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $1, $3)", [
        id,
        organization,
        role,
      ]);
    }
    await pool().query(
      `INSERT INTO team (id, organization_id, slug, name)
       VALUES ('back', 'acme', 'back', 'Back'), ('front', 'acme', 'front', 'Front'), ('else', 'o', 'else', 'Else')`,
    );
    await pool().query("INSERT INTO team_member (team_id, user_id) VALUES ('back', 'mia')");
    await pool().query("INSERT INTO project_team (project_id, team_id) VALUES ($1, 'back')", [web]);
  });

  it.each([
    ["user", "mia", true],
    ["user", "ann", true],
    ["team", "back", true],
    // Not of a team that has the project, or not of the organization, or nobody.
    ["user", "max", false],
    ["user", "eve", false],
    ["user", "nobody", false],
    ["team", "front", false],
    ["team", "else", false],
    ["team", "mia", false],
  ] as const)("to the %s %s is possible: %s", async (type, id, isPossible) => {
    const attempt = act({ kind: "assign", to: { type, id } }, one);
    if (!isPossible) {
      await expect(attempt).rejects.toThrow(InvalidInputError);
      expect(await readActivity()).toEqual([]);
      return;
    }
    const { changed } = await attempt;
    const name = { mia: "mia", ann: "ann", back: "Back" }[id];
    expect(changed[0]).toMatchObject({ before: { assignee: null }, after: { assignee: { type, id, name } } });
    const away = await act({ kind: "assign", to: null }, one);
    expect(away.changed[0]).toMatchObject({ before: { assignee: { type, id } }, after: { assignee: null } });
  });

  it("to anybody is possible where no team has the project", async () => {
    expect((await act({ kind: "assign", to: { type: "user", id: "max" } }, two)).changed).toHaveLength(1);
    expect((await act({ kind: "assign", to: { type: "team", id: "front" } }, two)).changed).toHaveLength(1);
    await expect(act({ kind: "assign", to: { type: "user", id: "max" } }, one, two)).rejects.toThrow(
      InvalidInputError,
    );
  });

  it("is undone to whoever had it", async () => {
    await act({ kind: "assign", to: { type: "team", id: "back" } }, one);
    const { changeId } = await act({ kind: "assign", to: { type: "user", id: "mia" } }, one);
    await undoChange(ctx, { changeId });
    expect(await read(one)).toMatchObject({ assignee_team: "back" });
    expect(await read(one)).not.toHaveProperty("assignee_user");
  });
});

describe("bookmarks and subscriptions", () => {
  it("are the actor's own and no entry in the timeline; viewers have them too", async () => {
    const viewer = actAs("eve", "viewer");
    const on = await changeIssues(viewer, { change: { kind: "bookmark", isOn: true }, shortIds: [one, two] });
    expect(on.changed.map(({ shortId }) => shortId)).toEqual([one, two]);
    await changeIssues(viewer, { change: { kind: "subscribe", isOn: false }, shortIds: [one] });
    const again = await changeIssues(viewer, { change: { kind: "bookmark", isOn: true }, shortIds: [one] });
    expect(again.changed).toEqual([]);
    const off = await changeIssues(viewer, { change: { kind: "bookmark", isOn: false }, shortIds: [one] });
    expect(off.changed).toHaveLength(1);
    const { rows } = await pool().query(
      "SELECT user_id, bookmarked_at IS NOT NULL AS marked, is_subscribed FROM issue_person ORDER BY issue_id",
    );
    expect(rows).toEqual([
      { user_id: "eve", marked: false, is_subscribed: false },
      { user_id: "eve", marked: true, is_subscribed: null },
    ]);
    expect(await readActivity()).toEqual([]);
  });

  it.each([
    { kind: "resolve", in: { type: "now" } },
    { kind: "unresolve" },
    { kind: "archive", until: { type: "forever" } },
    { kind: "assign", to: null },
    { kind: "priority", priority: "high" },
    { kind: "review" },
  ] as const)("are all that a viewer may: not %o", async (change) => {
    const attempt = changeIssues(actAs("eve", "viewer"), { change, shortIds: [one] });
    await expect(attempt).rejects.toThrow(ForbiddenError);
  });
});

describe("priority and review", () => {
  it("are set, and shown", async () => {
    const { changed } = await act({ kind: "priority", priority: "high" }, one);
    expect(changed[0]).toMatchObject({ before: { priority: "medium" }, after: { priority: "high" } });
    expect(await read(one)).toMatchObject({ priority: 75, is_priority_set: true });
    const review = await act({ kind: "review" }, one, two);
    expect(review.changed.map(({ shortId }) => shortId)).toEqual([one]);
    expect(review.changed[0]).toMatchObject({ before: { isForReview: true }, after: { isForReview: false } });
    expect((await act({ kind: "review" }, one)).changed).toEqual([]);
  });
});

describe("everything that matches", () => {
  const matching = issueFilterSchema.parse({ projects: ["web"] });
  const change: IssueChange = { kind: "resolve", in: { type: "now" } };

  it("changes in portions, though each portion leaves the filter, and not what came later", async () => {
    await fill(1999);
    const first = await changeIssues(ctx, { change, matching });
    expect(first.changed).toHaveLength(1000);
    const late = await insertIssue(web);
    const second = await changeIssues(ctx, {
      change,
      matching,
      changeId: first.changeId,
      cursor: first.cursor ?? "",
    });
    expect([second.changed.length, second.cursor, second.changeId]).toEqual([1000, null, first.changeId]);
    expect((await read(late)).status).toBe("unresolved");
    const undone = [await undoChange(ctx, first), await undoChange(ctx, first)];
    expect(undone.map(({ restored, left, isDone }) => [restored.length, left.length, isDone])).toEqual([
      [1000, 0, false],
      [1000, 0, true],
    ]);
    const { rows } = await pool().query("SELECT count(*)::int AS n FROM issue WHERE status = 'resolved'");
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("is taken back in one portion when it is just as much as one takes", async () => {
    await fill(999);
    const { changeId, changed } = await changeIssues(ctx, { change, matching });
    expect(changed).toHaveLength(1000);
    const { restored, isDone } = await undoChange(ctx, { changeId });
    expect([restored.length, isDone]).toEqual([1000, true]);
  });

  it.each(["", "x", "MS4yLjMuNA", "MS4yLjMuOTk5OTk5OTk5OTk5OTk"])("refuses the cursor %j", async (cursor) => {
    const attempt = changeIssues(ctx, { change, matching, cursor });
    if (cursor === "MS4yLjMuNA") expect((await attempt).changed).toEqual([]);
    else await expect(attempt).rejects.toThrow(InvalidInputError);
  });
});

describe("undo", () => {
  it.each<IssueChange>([
    { kind: "resolve", in: { type: "next_release" } },
    { kind: "archive", until: { type: "count", events: 7 } },
    { kind: "archive", until: { type: "time", at: "2026-12-01T00:00:00Z" } },
    { kind: "priority", priority: "low" },
    { kind: "review" },
  ])("gives back every column after %o", async (change) => {
    const back = await insertIssue(web, { regressedAt: new Date() });
    const before = await read(back);
    const { changeId, changed } = await act(change, back);
    expect(changed).toHaveLength(1);
    expect(await read(back)).not.toEqual(before);
    expect(await undoChange(ctx, { changeId })).toEqual({ restored: [back], left: [], isDone: true });
    expect(await read(back)).toEqual(before);
    expect((await readActivity()).at(-1)).toMatchObject({ kind: "undone", actor: "ada" });
  });

  it("leaves what changed since, and names it", async () => {
    const { changeId } = await act({ kind: "resolve", in: { type: "now" } }, one, two);
    await changeIssues(actAs("ben"), { change: { kind: "unresolve" }, shortIds: [two] });
    await changeIssues(actAs("ben"), { change: { kind: "priority", priority: "high" }, shortIds: [one] });
    expect(await undoChange(ctx, { changeId })).toEqual({ restored: [one], left: [two], isDone: true });
    expect([await read(one), await read(two)]).toMatchObject([
      { status: "unresolved", priority: 75 },
      { status: "unresolved", reviewed_at: expect.any(String) },
    ]);
  });

  it("leaves what somebody did again in the same way", async () => {
    const { changeId } = await act({ kind: "resolve", in: { type: "now" } }, one);
    await act({ kind: "unresolve" }, one);
    await act({ kind: "resolve", in: { type: "now" } }, one);
    expect(await undoChange(ctx, { changeId })).toMatchObject({ restored: [], left: [one] });
  });

  it("happens once, however many ask", async () => {
    const { changeId } = await act({ kind: "resolve", in: { type: "now" } }, one, two);
    const holder = await pool().connect();
    await holder.query("BEGIN");
    await holder.query("SELECT FROM issue FOR UPDATE");
    const undoing = Promise.all([undoChange(ctx, { changeId }), undoChange(ctx, { changeId })]);
    // Both have read what there is to undo, and wait for the issues.
    await expect
      .poll(async () => {
        const { rows } = await pool().query<{ waiting: number }>(
          "SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        return rows[0]?.waiting;
      })
      .toBe(2);
    await holder.query("COMMIT");
    holder.release();
    const answers = await undoing;
    expect(answers.flatMap(({ left }) => left)).toEqual([]);
    expect(answers.flatMap(({ restored }) => restored).toSorted()).toEqual([two, one].toSorted());
    await expect(undoChange(ctx, { changeId })).rejects.toThrow(NotFoundError);
    const entries = await readActivity();
    expect(entries.filter(({ kind }) => kind === "undone")).toHaveLength(2);
  });

  it("is of one's own acts, in one's own projects", async () => {
    const { changeId } = await act({ kind: "resolve", in: { type: "now" } }, one, two);
    await expect(undoChange(actAs("ben"), { changeId })).rejects.toThrow(NotFoundError);
    const narrowed = actAs("ada", "member", [web]);
    expect(await undoChange(narrowed, { changeId })).toEqual({ restored: [one], left: [], isDone: true });
    expect((await read(two)).status).toBe("resolved");
  });

  it("passes over an issue that is gone", async () => {
    const { changeId } = await act({ kind: "resolve", in: { type: "now" } }, one, two);
    await pool().query("DELETE FROM issue WHERE project_id = $1", [web]);
    expect(await undoChange(ctx, { changeId })).toEqual({ restored: [two], left: [], isDone: true });
  });
});
