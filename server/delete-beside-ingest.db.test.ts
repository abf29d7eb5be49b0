import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { digest } from "@/lib/ingest/digest";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import {
  createTestProject,
  openTestDatabase,
  readOutcomes,
  type TestProject,
} from "@/lib/ingest/testing/ingest-fixture";
import { deleteIssues } from "@/lib/issues/delete/delete-issues";
import { listDiscarded } from "@/lib/issues/discard/list-discarded";
import { takeBack } from "@/lib/issues/discard/take-back";
import { mergeIssues } from "@/lib/issues/merge-issues";
import { formatShortId } from "@/lib/issues/short-id";
import { finishMoves } from "@/lib/issues/moves/finish-moves";
import { findDrift } from "@/lib/retention/find-drift";
import { hashOf, makeEvent, prefixOf, readCounters, recount } from "./testing/merge-fixture";

const ctx = systemContext();
let close: () => Promise<void>;
let project: TestProject;
let prefix: string;
let slug: string;

beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  project = await createTestProject();
  prefix = await prefixOf(project.id);
  slug = prefix.toLowerCase();
});

const id = (number: number) => `${prefix}-${number}`;
const event = (letter: string, change: Partial<PreparedEvent> = {}) =>
  makeEvent(project, { hashes: [hashOf(letter)], type: `${letter}Error`, message: "broke", ...change });
const many = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => event(letter, { userKey: `id:${index}` }));

async function rowsOf(table: string): Promise<number> {
  return (await pool().query(`SELECT FROM ${table} WHERE project_id = $1`, [project.id])).rowCount ?? 0;
}

const tables = [
  "issue",
  "issue_hash",
  "issue_text",
  "issue_environment",
  "issue_activity",
  "issue_person",
  "issue_share",
  "issue_stat",
  "issue_tag",
  "issue_user",
  "issue_move",
  "event",
];

async function countAll(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table] = await rowsOf(table);
  return counts;
}

const discard = (number: number) => deleteIssues(ctx, { shortIds: [id(number)], discard: true });
const nothing = Object.fromEntries(tables.map((table) => [table, 0]));
const driftHere = async () => (await findDrift()).filter(({ projectId }) => projectId === project.id);

/** Runs `work` while somebody else holds every stored event: none of them can be removed. */
async function holdEvents<T>(work: () => Promise<T>): Promise<T> {
  return transaction(async (db) => {
    await db.query("SELECT FROM event WHERE project_id = $1 FOR UPDATE", [project.id]);
    return work();
  });
}

describe("deleteIssues", () => {
  it("leaves nothing of the issue, all of the others, and what was received in the statistics", async () => {
    await digest([...many("a", 3), event("b")]);
    const share =
      "INSERT INTO issue_share (project_id, issue_id, created_by) SELECT project_id, id, 'u' FROM issue";
    await pool().query(`${share} WHERE project_id = $1`, [project.id]);
    await pool().query(
      "INSERT INTO issue_activity (project_id, issue_id, kind) SELECT project_id, id, 'resolved' FROM issue WHERE project_id = $1",
      [project.id],
    );
    await pool().query(
      "INSERT INTO issue_person (project_id, issue_id, user_id) SELECT project_id, id, 'u' FROM issue WHERE project_id = $1",
      [project.id],
    );
    const alone = await countAll();
    expect(await deleteIssues(ctx, { shortIds: [id(1).toLowerCase()] })).toEqual({
      deleted: [id(1)],
      left: [],
      isRemoving: false,
      cursor: null,
    });
    const left = await countAll();
    for (const table of tables.slice(0, 7))
      expect([table, left[table]]).toEqual([table, (alone[table] ?? 0) / 2]);
    expect([left.event, left.issue_move]).toEqual([1, 0]);
    expect(await readCounters(project.id)).toEqual(await recount(project.id));
    expect(await readOutcomes(project.id)).toEqual(["error accepted 4"]);
    expect(await driftHere()).toEqual([]);
    await deleteIssues(ctx, { shortIds: [id(2)] });
    expect(await countAll()).toEqual(nothing);
  });

  it("takes the signposts along that lead to it", async () => {
    await digest([event("a"), event("b")]);
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    await deleteIssues(ctx, { shortIds: [id(1)] });
    expect(await countAll()).toEqual(nothing);
  });

  it("opens a new issue with the next event of the same cause", async () => {
    await digest([event("a")]);
    await deleteIssues(ctx, { shortIds: [id(1)] });
    await digest([event("a")]);
    expect(Object.keys(await readCounters(project.id))).toEqual(["2"]);
  });

  it("deletes all or none, and nothing of a project that does not exist for the actor", async () => {
    await digest([event("a"), event("b")]);
    const elsewhere = { ...ctx, actor: { ...ctx.actor, projectIds: [project.id + 1_000] } };
    await expect(deleteIssues(elsewhere, { shortIds: [id(1)] })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteIssues(ctx, { shortIds: [id(1), id(9)] })).rejects.toMatchObject({
      code: "not_found",
    });
    const viewer = { ...ctx, actor: { ...ctx.actor, role: "viewer" as const } };
    await expect(deleteIssues(viewer, { shortIds: [id(1)] })).rejects.toMatchObject({ code: "forbidden" });
    expect(Object.keys(await readCounters(project.id))).toEqual(["1", "2"]);
  });

  it("is gone at once for everybody, with right counters, while its events wait to be removed", async () => {
    await digest([...many("a", 3), event("b")]);
    const answer = await holdEvents(() => deleteIssues(ctx, { shortIds: [id(1)] }));
    expect(answer.isRemoving).toBe(true);
    expect(await rowsOf("event")).toBe(4);
    expect(Object.keys(await readCounters(project.id))).toEqual(["2"]);
    expect(await driftHere()).toEqual([]);
    expect(await finishMoves({ projectId: project.id })).toBe(3);
    expect(await rowsOf("event")).toBe(1);
    expect(await rowsOf("issue_tag")).toBeGreaterThan(0);
    expect(await driftHere()).toEqual([]);
  });

  it("goes on after an interruption between two portions", async () => {
    for (let round = 0; round < 3; round++) await digest(many("a", 1_000));
    await holdEvents(() => deleteIssues(ctx, { shortIds: [id(1)] }));
    const stop = new AbortController();
    await finishMoves({ projectId: project.id, signal: stop.signal, onMoved: () => stop.abort() });
    expect(await rowsOf("event")).toBe(1_000);
    expect(await driftHere()).toEqual([]);
    await Promise.all([finishMoves({ projectId: project.id }), finishMoves({ projectId: project.id })]);
    await finishMoves({ projectId: project.id });
    expect(await countAll()).toEqual(nothing);
  });

  it("loses and doubles nothing of the others while events keep coming in", async () => {
    await digest([event("a"), event("b")]);
    const over = new AbortController();
    const storm = Array.from({ length: 3 }, async () => {
      while (!over.signal.aborted) await digest([event("a"), event("b")]);
    });
    for (let round = 0; round < 3; round++) {
      const { rows } = await pool().query<{ number: number }>(
        `SELECT i.short_id AS number FROM issue i JOIN issue_hash h ON h.project_id = i.project_id AND h.issue_id = i.id
          WHERE i.project_id = $1 AND h.hash = $2`,
        [project.id, hashOf("a")],
      );
      if (rows[0]) await deleteIssues(ctx, { shortIds: [formatShortId(prefix, rows[0].number)] });
    }
    over.abort();
    await Promise.all(storm);
    await finishMoves({ projectId: project.id });
    expect(await driftHere()).toEqual([]);
    const { rows } = await pool().query<{ events: number; stored: number }>(
      `SELECT (SELECT count(*) FROM event WHERE project_id = $1) AS events,
              (SELECT sum(event_count)::bigint FROM issue WHERE project_id = $1) AS stored`,
      [project.id],
    );
    expect(rows[0]?.stored).toBe(rows[0]?.events);
  });
});

describe("discarded hashes", () => {
  it("are counted as filtered, and nothing of them is stored", async () => {
    await digest([event("a"), event("b")]);
    await discard(1);
    expect(await digest([event("a"), event("b"), event("a")])).toEqual(["filtered", "accepted", "filtered"]);
    expect(await readOutcomes(project.id)).toEqual(["error accepted 3", "error filtered discarded_hash 2"]);
    expect(Object.keys(await readCounters(project.id))).toEqual(["2"]);
    expect(await readCounters(project.id)).toEqual(await recount(project.id));
    expect(await rowsOf("issue_hash")).toBe(1);
  });

  it("never open an issue, whatever other hashes an event has", async () => {
    await digest([event("a", { hashes: [hashOf("a"), hashOf("1")] }), event("b")]);
    await discard(1);
    expect(
      await digest([
        event("c", { hashes: [hashOf("c"), hashOf("1")] }),
        event("a", { hashes: [hashOf("a"), hashOf("b")] }),
        event("b", { hashes: [hashOf("b"), hashOf("a")] }),
      ]),
    ).toEqual(["filtered", "filtered", "accepted"]);
    const { rows } = await pool().query<{ hash: string }>(
      "SELECT hash FROM issue_hash WHERE project_id = $1",
      [project.id],
    );
    expect(rows.map(({ hash }) => hash)).toEqual([hashOf("b")]);
  });

  it("count an id once within a batch, and nothing again that an earlier try stored", async () => {
    await digest([event("a")]);
    await discard(1);
    const twice = event("a");
    expect(await digest([twice, { ...twice }])).toEqual(["filtered", "duplicate"]);
    const stored = event("b");
    await digest([stored]);
    expect(await digest([stored, event("a")], { isRetry: () => true })).toEqual(["duplicate", "filtered"]);
    expect(await readOutcomes(project.id)).toEqual([
      "error accepted 2",
      "error duplicate 1",
      "error filtered discarded_hash 2",
    ]);
  });

  it("hold for events that were on their way: each is deleted with the issue or filtered, none opens another", async () => {
    await digest([event("a")]);
    const over = new AbortController();
    const fates: string[] = [];
    const storm = Array.from({ length: 4 }, async () => {
      while (!over.signal.aborted) fates.push(...(await digest([event("a"), event("a")])));
    });
    await discard(1);
    await digest([event("a")]).then((own) => fates.push(...own));
    over.abort();
    await Promise.all(storm);
    expect(fates).toContain("filtered");
    expect(await countAll()).toEqual(nothing);
  });

  it("hold for every hash of issues that were merged", async () => {
    await digest([event("a"), event("b")]);
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    await discard(1);
    expect(await digest([event("a"), event("b")])).toEqual(["filtered", "filtered"]);
  });

  it("are listed with what they were called, and taken back", async () => {
    await digest([event("a", { hashes: [hashOf("a"), hashOf("1")] })]);
    await discard(1);
    const { discarded } = await listDiscarded(ctx, { slug });
    expect(discarded).toEqual([
      { title: "aError: broke", hashes: [hashOf("1"), hashOf("a")], at: expect.any(String), by: null },
    ]);
    await takeBack(ctx, { slug, hashes: discarded[0]?.hashes ?? [] });
    expect((await listDiscarded(ctx, { slug })).discarded).toEqual([]);
    expect(await digest([event("a")])).toEqual(["accepted"]);
  });

  it("belong to one project alone", async () => {
    await digest([event("a")]);
    await discard(1);
    const other = await createTestProject();
    expect(await digest([makeEvent(other, { hashes: [hashOf("a")] })])).toEqual(["accepted"]);
    const otherSlug = (await prefixOf(other.id)).toLowerCase();
    await takeBack(ctx, { slug: otherSlug, hashes: [hashOf("a")] });
    expect(await digest([event("a")])).toEqual(["filtered"]);
  });

  it("are not made of the overflow issue", async () => {
    await digest([event("a")]);
    await pool().query("UPDATE issue_hash SET hash = 'overflow' WHERE project_id = $1", [project.id]);
    await expect(discard(1)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await rowsOf("issue")).toBe(1);
    await deleteIssues(ctx, { shortIds: [id(1)] });
    expect(await countAll()).toEqual(nothing);
  });
});
