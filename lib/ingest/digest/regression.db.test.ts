import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { digest } from "@/lib/ingest/digest";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { createTestProject, openTestDatabase, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { formatShortId } from "@/lib/issues/short-id";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import type { ArchiveUntil, IssueChange, Resolution } from "@/lib/issues/workflow/schemas";

const ctx = systemContext();
let close: () => Promise<void>;
let project: TestProject;

beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  project = await createTestProject();
});

/** Events of one issue, one after the other in one batch. */
async function arrive(...events: Partial<PreparedEvent>[]): Promise<PreparedEvent[]> {
  const prepared = events.map((event) => prepareTestEvent(project, { release: "", ...event }));
  await digest(prepared);
  return prepared;
}

/** An event for each release, oldest first, each in a batch of its own. */
async function release(...releases: string[]): Promise<void> {
  for (const name of releases) await arrive({ release: name });
}

async function change(act: IssueChange): Promise<void> {
  const { rows } = await pool().query<{ number: number; prefix: string }>(
    `SELECT i.short_id AS number, p.short_prefix AS prefix FROM issue i JOIN project p ON p.id = i.project_id WHERE p.id = $1`,
    [project.id],
  );
  const shortIds = rows.map(({ prefix, number }) => formatShortId(prefix, number));
  const { changed } = await changeIssues(ctx, { change: act, shortIds });
  expect(changed).toHaveLength(shortIds.length);
}

const resolve = (how: Resolution) => change({ kind: "resolve", in: how });
const archive = (until: ArchiveUntil) => change({ kind: "archive", until });

interface Issue {
  status: string;
  priority: number;
  resolution: string | null;
  regressedRelease: string | null;
  escalatedAt: Date | null;
  archiveCondition: string | null;
}

async function readIssue(): Promise<Issue> {
  const { rows } = await pool().query<Issue>(
    `SELECT status, priority, resolution, regressed_release AS "regressedRelease", escalated_at AS "escalatedAt",
            archive_condition AS "archiveCondition"
       FROM issue WHERE project_id = $1`,
    [project.id],
  );
  expect(rows).toHaveLength(1);
  return rows[0] as Issue;
}

/** What alerts hear of beside the new issue: kind and event. */
async function readOutbox(): Promise<[kind: string, eventId: string][]> {
  const { rows } = await pool().query<{ kind: string; id: string }>(
    "SELECT kind, replace(event_id::text, '-', '') AS id FROM outbox WHERE project_id = $1 AND kind <> 'new_issue' ORDER BY id",
    [project.id],
  );
  return rows.map(({ kind, id }) => [kind, id]);
}

async function readTimeline(): Promise<[kind: string, data: unknown][]> {
  const { rows } = await pool().query<{ kind: string; data: unknown }>(
    "SELECT kind, data - 'before' - 'after' AS data FROM issue_activity WHERE project_id = $1 ORDER BY id",
    [project.id],
  );
  return rows.map(({ kind, data }) => [kind, data]);
}

/** Reports a commit of a release. */
async function insertCommit(version: string, id: string): Promise<void> {
  await pool().query(
    "INSERT INTO release_commit (project_id, version, position, id) VALUES ($1, $2, 0, $3)",
    [project.id, version, id],
  );
}

describe("a resolved issue", () => {
  it.each<[how: Resolution, seen: string[], came: string, isBack: boolean]>([
    [{ type: "now" }, ["web@1.0.0"], "", true],
    [{ type: "now" }, ["web@1.0.0"], "web@0.9.0", true],
    // By version, whatever appeared first.
    [{ type: "next_release" }, ["web@1.10.0", "web@1.9.0"], "web@1.10.0", false],
    [{ type: "next_release" }, ["web@1.10.0", "web@1.9.0"], "web@1.9.0", false],
    [{ type: "next_release" }, ["web@1.10.0", "web@1.9.0"], "web@1.9.5", false],
    [{ type: "next_release" }, ["web@1.10.0", "web@1.9.0"], "web@1.11.0-rc.1", true],
    [{ type: "next_release" }, ["web@1.10.0", "web@1.9.0"], "web@1.10.0-rc.1", false],
    [{ type: "next_release" }, ["web@1.10.0"], "", false],
    // Another package, or no semantic version: by time.
    [{ type: "next_release" }, ["api@9.0.0", "web@1.0.0"], "api@9.0.0", false],
    [{ type: "next_release" }, ["api@9.0.0", "web@1.0.0"], "api@1.0.0", true],
    [{ type: "next_release" }, ["7be01c2", "9de8fd1"], "7be01c2", false],
    [{ type: "next_release" }, ["7be01c2", "9de8fd1"], "9de8fd1", false],
    [{ type: "next_release" }, ["7be01c2", "9de8fd1"], "0cc175b", true],
    // Nothing known: the first that comes is the next one.
    [{ type: "next_release" }, [""], "", false],
    [{ type: "next_release" }, [""], "web@0.0.1", true],
    [{ type: "release", release: "web@2.0.0" }, ["web@2.0.0", "web@1.0.0"], "web@1.0.0", false],
    [{ type: "release", release: "web@2.0.0" }, ["web@2.0.0", "web@1.0.0"], "web@1.99.0", false],
    [{ type: "release", release: "web@2.0.0" }, ["web@2.0.0", "web@1.0.0"], "web@2.0.0", true],
    [{ type: "release", release: "web@2.0.0" }, ["web@2.0.0", "web@1.0.0"], "web@2.0.1", true],
    [{ type: "release", release: "web@2.0.0" }, ["web@2.0.0"], "", false],
    [{ type: "commit", commit: "abcdef1" }, ["web@1.0.0", "web@2.0.0"], "web@1.0.0", false],
    [{ type: "commit", commit: "ABCDEF1" }, ["web@1.0.0", "web@2.0.0"], "web@2.0.0", true],
    [{ type: "commit", commit: "abcdef1" }, ["web@1.0.0", "web@2.0.0"], "web@2.1.0", true],
    [{ type: "commit", commit: "abcdef1" }, ["web@1.0.0", "web@2.0.0"], "web@1.5.0", false],
    [{ type: "commit", commit: "abcdef1" }, ["web@1.0.0", "web@2.0.0"], "", false],
    [{ type: "commit", commit: "abcdef2" }, ["web@1.0.0", "web@2.0.0"], "web@3.0.0", false],
  ])("in %o, after %j, when %j comes: back %s", async (how, seen, came, isBack) => {
    await release(...seen);
    await insertCommit("web@2.0.0", "abcdef1234567890abcdef1234567890abcdef12");
    await resolve(how);
    const [event] = await arrive({ release: came });
    const issue = await readIssue();
    expect(issue.status).toBe(isBack ? "unresolved" : "resolved");
    expect(issue.resolution).toBe(isBack ? null : how.type);
    expect(issue.regressedRelease).toBe(isBack && came !== "" ? came : null);
    expect(await readOutbox()).toEqual(isBack ? [["regression", event?.eventId]] : []);
    const entries = (await readTimeline()).slice(1);
    expect(entries).toEqual(isBack ? [["regressed", { release: came || null }]] : []);
  });

  it("comes back for any event of a batch, and names the first that says so", async () => {
    await release("web@1.0.0");
    await resolve({ type: "next_release" });
    const events = await arrive(
      { release: "web@1.0.0" },
      { release: "web@1.1.0" },
      { release: "web@1.2.0", receivedAt: new Date(Date.now() + 1) },
      { release: "web@1.0.0" },
    );
    expect((await readIssue()).regressedRelease).toBe("web@1.1.0");
    expect(await readOutbox()).toEqual([["regression", events[1]?.eventId]]);
  });

  it("comes back once, and again after it was resolved again", async () => {
    await arrive({});
    await resolve({ type: "now" });
    await Promise.all([arrive({}), arrive({}), arrive({})]);
    expect(await readOutbox()).toHaveLength(1);
    await resolve({ type: "now" });
    await arrive({});
    expect((await readTimeline()).map(([kind]) => kind)).toEqual([
      "resolved",
      "regressed",
      "resolved",
      "regressed",
    ]);
  });

  it("is resolved or back, never both, when events come at the same time", async () => {
    await arrive({});
    await Promise.all([
      resolve({ type: "now" }),
      ...Array.from({ length: 6 }, () => arrive({}, { hashes: ["b".repeat(32), "a".repeat(32)] })),
    ]);
    const { status } = await readIssue();
    const kinds = (await readTimeline()).map(([kind]) => kind);
    expect(kinds).toEqual(status === "resolved" ? ["resolved"] : ["resolved", "regressed"]);
    expect(await readOutbox()).toHaveLength(kinds.length - 1);
    const { rows } = await pool().query("SELECT event_count AS events FROM issue WHERE project_id = $1", [
      project.id,
    ]);
    expect(rows).toEqual([{ events: 13 }]);
  });
});

describe("an archived issue", () => {
  it("comes back at the very event that reaches the count", async () => {
    await arrive({}, {});
    await archive({ type: "count", events: 3 });
    await arrive({}, {});
    expect((await readIssue()).status).toBe("archived");
    const [event] = await arrive({});
    expect(await readIssue()).toMatchObject({
      status: "unresolved",
      priority: 75,
      escalatedAt: event?.receivedAt,
      archiveCondition: null,
    });
    expect(await readOutbox()).toEqual([["escalated", event?.eventId]]);
    expect((await readTimeline()).at(-1)).toEqual(["escalated", { reason: { type: "count", events: 3 } }]);
    await arrive({});
    expect(await readOutbox()).toHaveLength(1);
  });

  it("comes back at the person who reaches the count, whichever is first", async () => {
    await arrive({ userKey: "id:1" });
    await archive({ type: "count", events: 100, users: 2 });
    await arrive({ userKey: "id:1" }, { userKey: "id:2" }, { userKey: "id:2" });
    expect((await readIssue()).status).toBe("archived");
    const [event] = await arrive({ userKey: "id:3" });
    expect((await readIssue()).status).toBe("unresolved");
    expect(await readOutbox()).toEqual([["escalated", event?.eventId]]);
  });

  it("keeps a priority that somebody set", async () => {
    await arrive({});
    await change({ kind: "priority", priority: "low" });
    await archive({ type: "count", events: 1 });
    await arrive({});
    expect(await readIssue()).toMatchObject({ status: "unresolved", priority: 25 });
  });

  it.each<ArchiveUntil>([
    { type: "forever" },
    { type: "escalating" },
    { type: "time", at: "2099-01-01T00:00:00Z" },
    { type: "count", events: 1, windowMinutes: 5 },
  ])("stays, as far as events go, until %o", async (until) => {
    await arrive({});
    await archive(until);
    await arrive({ userKey: "id:2" }, { userKey: "id:3" });
    expect((await readIssue()).status).toBe("archived");
    expect(await readOutbox()).toEqual([]);
  });
});

it.each([
  [50, false, 75],
  [40, true, 75],
  [40, false, 50],
  [30, true, 25],
  [20, false, 25],
])("opens an issue of level %i, unhandled %s, with priority %i", async (level, isUnhandled, priority) => {
  await arrive({ level, isUnhandled }, { level: 10 });
  expect((await readIssue()).priority).toBe(priority);
});
