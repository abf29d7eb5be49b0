import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findEvent } from "@/lib/events/find-event";
import { listIssueEvents } from "@/lib/events/list-issue-events";
import { digest } from "@/lib/ingest/digest";
import { createTestProject, openTestDatabase, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { deleteExpiredIssues } from "@/lib/retention/delete-expired-issues";
import { findDrift } from "@/lib/retention/find-drift";
import { unstoppable } from "@/lib/retention/sweep-context";
import { sweep } from "@/lib/retention/sweep";
import { countIssues } from "@/lib/issues/count-issues";
import { listHashes } from "@/lib/issues/list-hashes";
import { listIssues } from "@/lib/issues/list-issues";
import { mergeIssues } from "@/lib/issues/merge-issues";
import { finishMoves } from "@/lib/issues/moves/finish-moves";
import { readIssue } from "@/lib/issues/read-issue";
import { issueFilterSchema, listIssuesSchema } from "@/lib/issues/schemas";
import { searchIssues } from "@/lib/issues/search-issues";
import { hashOf, makeEvent, prefixOf, readCounters, readPeople, recount } from "./testing/merge-fixture";
import { unmergeHashes } from "@/lib/issues/unmerge-hashes";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import type { IssueChange } from "@/lib/issues/workflow/schemas";

const ctx = systemContext();
const HOUR = 3_600_000;
const resolve: IssueChange = { kind: "resolve", in: { type: "now" } };
const archive: IssueChange = { kind: "archive", until: { type: "forever" } };
let closeDatabase: () => Promise<void>;
let project: TestProject;
let prefix = "";

beforeAll(async () => {
  closeDatabase = await openTestDatabase();
});

afterAll(() => closeDatabase());

beforeEach(async () => {
  project = await createTestProject();
  prefix = await prefixOf(project.id);
});

/** An event of one letter, `hoursAgo` and by somebody. */
function event(letter: string, hoursAgo = 0, user: string | null = "id:1", environment = "production") {
  return makeEvent(project, {
    hashes: [hashOf(letter)],
    type: `${letter.toUpperCase()}Error`,
    receivedAt: new Date(Math.floor(Date.now() / HOUR) * HOUR - hoursAgo * HOUR),
    userKey: user,
    environment,
  });
}

/** Issues 1 (a), 2 (b) and 3 (c) with people, environments and hours in common and of their own. */
async function seed(): Promise<void> {
  await digest([event("a", 5, "id:1"), event("a", 3, "id:2", "staging"), event("a", 3, null, "")]);
  await digest([event("b", 7, "id:1"), event("b", 3, "id:3", "staging"), event("b", 0, "id:2")]);
  await digest([event("c", 4, "id:4"), event("c", 4, "id:1", "test"), event("c", 3, "id:2", "staging")]);
}

const id = (number: number) => `${prefix}-${number}`;

async function expectExact(): Promise<void> {
  expect(await readCounters(project.id)).toEqual(await recount(project.id));
  expect((await findDrift()).filter((drift) => drift.projectId === project.id)).toEqual([]);
}

async function issueIdsOfEvents(): Promise<number[]> {
  const { rows } = await pool().query<{ number: number }>(
    `SELECT DISTINCT i.short_id AS number FROM event e JOIN issue i ON i.project_id = e.project_id AND i.id = e.issue_id
      WHERE e.project_id = $1 ORDER BY 1`,
    [project.id],
  );
  return rows.map(({ number }) => number);
}

/** Makes the next merge or unmerge end where a crash would: what was committed first stays, no event moves. */
async function holdEvents<T>(work: () => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT FROM event WHERE project_id = $1 FOR UPDATE", [project.id]);
    return await work();
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

describe("mergeIssues", () => {
  it("adds up every counter exactly, and lists all events under the issue that stays", async () => {
    await seed();
    const people = await readPeople(project.id);
    expect(people).toContain("1  2");
    const answer = await mergeIssues(ctx, { into: id(1), from: [id(2), id(3)] });
    expect(answer).toEqual({
      into: { shortId: id(1), status: "unresolved" },
      merged: [
        { shortId: id(2), status: "unresolved", hashes: [hashOf("b")] },
        { shortId: id(3), status: "unresolved", hashes: [hashOf("c")] },
      ],
      isMoving: false,
    });
    await expectExact();
    expect(await readPeople(project.id)).toEqual(["1  4", "1 production 3", "1 staging 2", "1 test 1"]);
    expect(await issueIdsOfEvents()).toEqual([1]);
    expect((await listIssueEvents(ctx, id(1))).rows).toHaveLength(9);
  });

  it("says level, releases and first and last seen of all of them", async () => {
    await digest([{ ...event("a", 2), release: "2", level: 40 }]);
    await digest([
      { ...event("b", 9), release: "1", level: 20 },
      { ...event("b", 1), release: "3", level: 50 },
    ]);
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    const issue = await readIssue(ctx, id(1));
    expect([issue.level, issue.firstRelease, issue.lastRelease, issue.type]).toEqual([
      "fatal",
      "1",
      "3",
      "AError",
    ]);
    await expectExact();
  });

  it("sends the next events of every hash to the issue that stays", async () => {
    await seed();
    await mergeIssues(ctx, { into: id(2), from: [id(1)] });
    await digest([event("a"), event("b"), event("a", 0, "id:9")]);
    expect((await readIssue(ctx, id(2))).eventCount).toBe(9);
    await expectExact();
  });

  it("loses and doubles nothing while events keep coming in", async () => {
    await seed();
    const over = new AbortController();
    let sent = 9;
    const storm = Array.from({ length: 3 }, async (_, worker) => {
      for (let round = 0; !over.signal.aborted; round++) {
        const batch = ["a", "b", "c"].map((letter) => event(letter, round % 4, `id:${worker}-${round % 5}`));
        const outcomes = await digest(batch);
        sent += outcomes.filter((outcome) => outcome === "accepted").length;
      }
    });
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    await mergeIssues(ctx, { into: id(1), from: [id(3)] });
    await unmergeHashes(ctx, id(1), { hashes: [hashOf("b")] });
    over.abort();
    await Promise.all(storm);
    await finishMoves({ projectId: project.id });
    const counters = await recount(project.id);
    expect(Object.keys(counters)).toEqual(["1", "2"]);
    await expectExact();
    const { rows } = await pool().query<{ stored: number }>(
      "SELECT count(*) AS stored FROM event WHERE project_id = $1",
      [project.id],
    );
    expect(rows[0]?.stored).toBe(sent);
  });

  it("counts rightly before the events have moved, and the worker moves what a crash left", async () => {
    await seed();
    const answer = await holdEvents(() => mergeIssues(ctx, { into: id(1), from: [id(2), id(3)] }));
    expect(answer.isMoving).toBe(true);
    expect(await issueIdsOfEvents()).toEqual([1, 2, 3]);
    await expectExact();
    await digest([event("b"), event("c")]);
    await expectExact();
    const lines: string[] = [];
    await sweep(unstoppable(new Date()), (line) => lines.push(line));
    expect(lines.join()).toContain("6 in");
    expect(await issueIdsOfEvents()).toEqual([1]);
    await expectExact();
  });

  it("goes on after an interruption between two portions", async () => {
    const many = Array.from({ length: 2_100 }, (_, index) =>
      event("b", 2 - Math.floor(index / 701), `id:${index % 7}`),
    );
    await digest([event("a")]);
    for (let start = 0; start < many.length; start += 1_050) await digest(many.slice(start, start + 1_050));
    await holdEvents(() => mergeIssues(ctx, { into: id(1), from: [id(2)] }));
    const stop = new AbortController();
    await finishMoves({ projectId: project.id, signal: stop.signal, onMoved: () => stop.abort() });
    expect(await issueIdsOfEvents()).toEqual([1, 2]);
    await expectExact();
    expect(await finishMoves({ projectId: project.id })).toBeGreaterThan(0);
    expect(await issueIdsOfEvents()).toEqual([1]);
    await expectExact();
  });

  it("refuses to start while events of one of them still move", async () => {
    await seed();
    await holdEvents(async () => {
      await mergeIssues(ctx, { into: id(1), from: [id(2)] });
      await expect(mergeIssues(ctx, { into: id(3), from: [id(1)] })).rejects.toMatchObject({
        code: "conflict",
      });
    });
  });

  it("lets issues that were merged before point on", async () => {
    await seed();
    await mergeIssues(ctx, { into: id(2), from: [id(1)] });
    await mergeIssues(ctx, { into: id(3), from: [id(2)] });
    expect((await readIssue(ctx, id(1))).shortId).toBe(id(3));
    expect((await readIssue(ctx, id(2).toLowerCase())).shortId).toBe(id(3));
    await expectExact();
    await unmergeHashes(ctx, id(3), { hashes: [hashOf("a")] });
    expect((await readIssue(ctx, id(1))).shortId).toBe(id(1));
    await expectExact();
  });

  it("keeps its status, but is unresolved when one of them is", async () => {
    await seed();
    await changeIssues(ctx, { change: resolve, shortIds: [id(1)] });
    await changeIssues(ctx, { change: archive, shortIds: [id(2)] });
    expect((await mergeIssues(ctx, { into: id(1), from: [id(2)] })).into.status).toBe("resolved");
    const answer = await mergeIssues(ctx, { into: id(1), from: [id(3)] });
    expect(answer.into.status).toBe("unresolved");
    expect(await readIssue(ctx, id(1))).toMatchObject({ status: "unresolved", resolvedAt: null });
  });

  it("follows a signpost, and shows it nowhere", async () => {
    await seed();
    const [found] = (await listIssueEvents(ctx, id(2))).rows;
    await holdEvents(() => mergeIssues(ctx, { into: id(1), from: [id(2)] }));
    expect((await readIssue(ctx, id(2))).shortId).toBe(id(1));
    expect((await findEvent(ctx, found?.id ?? "")).shortId).toBe(id(1));
    await finishMoves({ projectId: project.id });
    expect((await listIssueEvents(ctx, id(2))).rows).toHaveLength(6);

    const projects = [prefix.toLowerCase()];
    const all = await listIssues(ctx, listIssuesSchema.parse({ projects, status: "all" }));
    expect(all.rows.map((row) => row.shortId).sort()).toEqual([id(1), id(3)]);
    expect((await countIssues(ctx, issueFilterSchema.parse({ projects }))).all).toBe(2);
    const byText = await listIssues(
      ctx,
      listIssuesSchema.parse({ projects, status: "all", query: "BError" }),
    );
    expect(byText.rows).toEqual([]);
    expect((await searchIssues(ctx, { q: id(2) })).issues.map((hit) => hit.shortId)).toEqual([id(1)]);
    await expect(changeIssues(ctx, { change: resolve, shortIds: [id(2)] })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("points facts of the outbox on", async () => {
    await seed();
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    const { rows } = await pool().query<{ number: number }>(
      `SELECT i.short_id AS number FROM outbox o JOIN issue i ON i.project_id = o.project_id AND i.id = o.issue_id
        WHERE o.project_id = $1 ORDER BY o.id`,
      [project.id],
    );
    expect(rows.map(({ number }) => number)).toEqual([1, 1, 3]);
  });

  it("finds no issue of another project, and changes nothing then", async () => {
    await seed();
    const before = await readCounters(project.id);
    const other = await createTestProject();
    await digest([makeEvent(other, { hashes: [hashOf("a")] })]);
    const foreign = `${await prefixOf(other.id)}-1`;
    const refused = [
      [{ into: id(1), from: [foreign] }, "invalid_input"],
      [{ into: id(1), from: [id(2), `${prefix}-99`] }, "not_found"],
      [{ into: "no id", from: [id(2)] }, "not_found"],
      [{ into: id(1), from: [id(1).toLowerCase()] }, "invalid_input"],
    ] as const;
    for (const [{ into, from }, code] of refused) {
      await expect(mergeIssues(ctx, { into, from: [...from] })).rejects.toMatchObject({ code });
    }
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    await expect(mergeIssues(ctx, { into: id(3), from: [id(2)] })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(mergeIssues(ctx, { into: id(2), from: [id(1)] })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(Object.keys(await readCounters(project.id))).toEqual(["1", "3"]);
    expect(before).toHaveProperty("2");
  });

  it("does not let the overflow issue go", async () => {
    await seed();
    await pool().query(
      "INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version) SELECT $1, 'overflow', id, '' FROM issue WHERE project_id = $1 AND short_id = 2",
      [project.id],
    );
    await expect(mergeIssues(ctx, { into: id(1), from: [id(2)] })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expectExact();
  });

  it("takes its signposts along when it is too old", async () => {
    await seed();
    await holdEvents(() => mergeIssues(ctx, { into: id(1), from: [id(2)] }));
    const cut = new Date(Date.now() + HOUR);
    await deleteExpiredIssues([{ id: project.id, maxEvents: 1, cut }], unstoppable(new Date()));
    for (const table of ["issue", "issue_hash", "issue_move", "event", "issue_user", "issue_text"]) {
      const { rowCount } = await pool().query(`SELECT FROM ${table} WHERE project_id = $1`, [project.id]);
      expect([table, rowCount]).toEqual([table, 0]);
    }
  });

  it("keeps its count right when a sweep that began before takes its events", async () => {
    await seed();
    await holdEvents(() => mergeIssues(ctx, { into: id(1), from: [id(2)] }));
    await pool().query(
      `WITH removed AS (
         DELETE FROM event e USING issue i
          WHERE e.project_id = $1 AND i.project_id = $1 AND i.id = e.issue_id AND i.short_id = 2
         RETURNING e.issue_id
       )
       UPDATE issue SET stored_count = stored_count - 3 WHERE project_id = $1 AND short_id = 2`,
      [project.id],
    );
    const drift = async () => (await findDrift()).filter((one) => one.projectId === project.id);
    expect(await drift()).toEqual([]);
    await finishMoves();
    expect(await drift()).toEqual([]);
    const { rows } = await pool().query<{ stored: number }>(
      "SELECT stored_count AS stored FROM issue WHERE project_id = $1 ORDER BY short_id",
      [project.id],
    );
    expect(rows.map(({ stored }) => stored)).toEqual([3, 0, 3]);
  });
});

describe("unmergeHashes", () => {
  it("brings an issue back under its old id, with exact counters on both sides", async () => {
    await seed();
    const before = await readCounters(project.id);
    const { merged } = await mergeIssues(ctx, { into: id(1), from: [id(2), id(3)] });
    const hashes = merged.flatMap((issue) => issue.hashes);
    const answer = await unmergeHashes(ctx, id(1), { hashes });
    expect(answer).toEqual({
      issues: [
        { shortId: id(2), isRestored: true, hashes: [hashOf("b")] },
        { shortId: id(3), isRestored: true, hashes: [hashOf("c")] },
      ],
      moved: 6,
      keptCounts: 0,
      isMoving: false,
    });
    expect(await readCounters(project.id)).toEqual(before);
    await expectExact();
    expect(await readPeople(project.id)).toContain("2  3");
    await digest([event("b", 0, "id:8")]);
    expect((await readIssue(ctx, id(2))).eventCount).toBe(4);
    await expectExact();
  });

  it("makes a new issue of what no merge brought, called after its newest event", async () => {
    await digest([makeEvent(project, { hashes: [hashOf("a"), hashOf("5")], type: "AError" })]);
    await digest([
      makeEvent(project, { hashes: [hashOf("b"), hashOf("5")], type: "BError", userKey: "id:2" }),
    ]);
    await changeIssues(ctx, { change: archive, shortIds: [id(1)] });
    const answer = await unmergeHashes(ctx, id(1), { hashes: [hashOf("b")] });
    expect(answer.issues).toEqual([{ shortId: id(2), isRestored: false, hashes: [hashOf("b")] }]);
    expect(await readIssue(ctx, id(2))).toMatchObject({ type: "BError", status: "archived", eventCount: 1 });
    await expectExact();
    await digest([makeEvent(project, { hashes: [hashOf("b"), hashOf("5")], type: "BError" })]);
    expect((await readIssue(ctx, id(2))).eventCount).toBe(2);
    expect((await searchIssues(ctx, { q: "berror" })).issues.map((hit) => hit.shortId)).toContain(id(2));
  });

  it("keeps exact counters at every step, and the worker finishes what a crash left", async () => {
    await seed();
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    await holdEvents(() => unmergeHashes(ctx, id(1), { hashes: [hashOf("b")] }));
    expect((await findDrift()).filter((one) => one.projectId === project.id)).toEqual([]);
    await digest([event("a", 0, "id:1"), event("b", 0, "id:1")]);
    await sweep(unstoppable(new Date()), () => undefined);
    await expectExact();
    expect(await readPeople(project.id)).toContain("1  2");
  });

  it("leaves what retention removed where it was counted", async () => {
    await seed();
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    await pool().query(
      "UPDATE issue SET event_count = event_count + 5 WHERE project_id = $1 AND short_id = 1",
      [project.id],
    );
    const answer = await unmergeHashes(ctx, id(1), { hashes: [hashOf("b")] });
    expect([answer.moved, answer.keptCounts]).toEqual([3, 5]);
    expect((await readIssue(ctx, id(1))).eventCount).toBe(8);
    expect((await readIssue(ctx, id(2))).eventCount).toBe(3);
  });

  it("frees a hash that no stored event has", async () => {
    await digest([makeEvent(project, { hashes: [hashOf("a"), hashOf("5")] })]);
    const answer = await unmergeHashes(ctx, id(1), { hashes: [hashOf("5")] });
    expect(answer.issues).toEqual([]);
    expect((await listHashes(ctx, id(1))).hashes.map(({ hash }) => hash)).toEqual([hashOf("a")]);
  });

  it("does not let all hashes go, nor one that leads elsewhere", async () => {
    await seed();
    await expect(unmergeHashes(ctx, id(1), { hashes: [hashOf("a")] })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(unmergeHashes(ctx, id(1), { hashes: [hashOf("b")] })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(unmergeHashes(ctx, `${prefix}-99`, { hashes: [hashOf("b")] })).rejects.toMatchObject({
      code: "not_found",
    });
    await expectExact();
  });
});
