import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { listIssueEvents } from "@/lib/events/list-issue-events";
import { groupEvent } from "@/lib/grouping/group-event";
import { plainSettings } from "@/lib/grouping/settings";
import { digest } from "@/lib/ingest/digest";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { createTestProject, openTestDatabase, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import type { Event, Frame } from "@/lib/protocol/event";
import { listHashes } from "@/lib/issues/list-hashes";
import { hashEventLimit } from "@/lib/issues/merge-schemas";
import { mergeIssues } from "@/lib/issues/merge-issues";
import { hashOf, makeEvent, prefixOf } from "./testing/merge-fixture";
import { unmergeHashes } from "@/lib/issues/unmerge-hashes";

const ctx = systemContext();
const settings = plainSettings("jackdaw:2026-12");
let closeDatabase: () => Promise<void>;
let project: TestProject;
let prefix = "";
const id = (number: number) => `${prefix}-${number}`;

beforeAll(async () => {
  closeDatabase = await openTestDatabase();
});

afterAll(() => closeDatabase());

beforeEach(async () => {
  project = await createTestProject();
  prefix = await prefixOf(project.id);
});

/** An event whose hashes are those that grouping gives it: one for its own code, one for its whole stack. */
function thrown(name: string, change: Partial<PreparedEvent> = {}): PreparedEvent {
  const frames: Frame[] = [
    { function: "dispatch", filename: "lib/router.js", in_app: false },
    { function: name, filename: `src/${name}.js`, in_app: true },
  ];
  const about: Partial<Event> = { exception: { values: [{ type: "TypeError", stacktrace: { frames } }] } };
  const draft = makeEvent(project, { ...change, about });
  const event = {
    event_id: draft.eventId,
    type: "error",
    platform: "node",
    tags: [],
    ...about,
  } as unknown as Event;
  const { hashes, version } = groupEvent(event, settings);
  return { ...draft, hashes, groupingVersion: version };
}

describe("listHashes", () => {
  it("tells what each hash stands for, and which only come along", async () => {
    const [first, second] = [
      thrown("checkout"),
      thrown("checkout", { receivedAt: new Date(Date.now() + 5_000) }),
    ];
    expect(first.hashes).toHaveLength(2);
    await digest([first, second]);
    const { hashes, isComplete } = await listHashes(ctx, id(1));
    expect(isComplete).toBe(true);
    expect(hashes).toEqual([
      {
        hash: first.hashes[0],
        groupingVersion: "jackdaw:2026-12",
        isPrimary: true,
        follows: null,
        events: { count: 2, isExact: true },
        firstSeen: first.receivedAt.toISOString(),
        lastSeen: second.receivedAt.toISOString(),
        latest: { eventId: second.eventId, title: "TypeError", culprit: "checkout in src/checkout.js" },
        mergedFrom: null,
      },
      {
        hash: first.hashes[1],
        groupingVersion: "jackdaw:2026-12",
        isPrimary: false,
        follows: first.hashes[0],
        events: { count: 0, isExact: true },
        firstSeen: null,
        lastSeen: null,
        latest: null,
        mergedFrom: null,
      },
    ]);
  });

  it("names the issue that a hash comes from", async () => {
    await digest([makeEvent(project, { hashes: [hashOf("a")], receivedAt: new Date(Date.now() - 60_000) })]);
    await digest([makeEvent(project, { hashes: [hashOf("b")] })]);
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    const { hashes } = await listHashes(ctx, id(2));
    expect(hashes.map(({ hash, mergedFrom }) => [hash, mergedFrom])).toEqual([
      [hashOf("b"), id(2)],
      [hashOf("a"), null],
    ]);
  });

  it("lets what comes along leave with what brings it", async () => {
    await digest([thrown("checkout")]);
    await digest([thrown("refund", { userKey: "id:2" })]);
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    const [own = "", along = ""] = thrown("refund").hashes;
    const { issues } = await unmergeHashes(ctx, id(1), { hashes: [own] });
    expect(issues).toEqual([
      { shortId: id(2), isRestored: true, hashes: expect.arrayContaining([own, along]) as string[] },
    ]);
    await mergeIssues(ctx, { into: id(1), from: [id(2)] });
    await pool().query("UPDATE issue_hash SET merged_from = NULL WHERE project_id = $1 AND hash = $2", [
      project.id,
      along,
    ]);
    const again = await unmergeHashes(ctx, id(1), { hashes: [own] });
    expect(again.issues).toEqual(issues);
  });

  it("keeps what events of a hash that stays bring too", async () => {
    const [first, second] = [thrown("checkout"), thrown("refund")];
    const shared = second.hashes[1] ?? "";
    await digest([{ ...first, payload: second.payload, hashes: [first.hashes[0] ?? "", shared] }]);
    await digest([{ ...second, hashes: [second.hashes[0] ?? "", shared] }]);
    await pool().query("UPDATE event SET hash = $2 WHERE project_id = $1", [project.id, second.hashes[0]]);
    await digest([{ ...thrown("refund"), hashes: [first.hashes[0] ?? ""] }]);
    const { issues } = await unmergeHashes(ctx, id(1), { hashes: [first.hashes[0] ?? ""] });
    expect(issues[0]?.hashes).toEqual([first.hashes[0]]);
  });

  it("finds no issue that is not there", async () => {
    await expect(listHashes(ctx, `${prefix}-99`)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("listIssueEvents of one hash", () => {
  it("lists the events that it grouped, and goes on when it had to stop looking", async () => {
    const old = new Date(Date.now() - 60_000);
    const events = [
      makeEvent(project, { hashes: [hashOf("b"), hashOf("a")], receivedAt: old }),
      ...Array.from({ length: 60 }, () => makeEvent(project, { hashes: [hashOf("a")] })),
    ];
    await digest(events);
    const own = await listIssueEvents(ctx, id(1), { hash: hashOf("b") });
    expect(own.rows.map((row) => row.id)).toEqual([events[0]?.eventId]);
    expect(own.nextCursor).toBeNull();
    const first = await listIssueEvents(ctx, id(1), { hash: hashOf("a") });
    const rest = await listIssueEvents(ctx, id(1), { hash: hashOf("a"), cursor: first.nextCursor ?? "" });
    expect(new Set([...first.rows, ...rest.rows].map((row) => row.id)).size).toBe(60);
    expect(rest.nextCursor).toBeNull();

    await pool().query(
      `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, payload)
       SELECT $1, gen_random_uuid(), now(), issue_id, now(), 40, $2, payload
         FROM (SELECT issue_id, payload FROM event WHERE project_id = $1 LIMIT 1) AS e, generate_series(1, $3)`,
      [project.id, hashOf("c"), hashEventLimit],
    );
    const none = await listIssueEvents(ctx, id(1), { hash: hashOf("b") });
    expect([none.rows.length, typeof none.nextCursor]).toEqual([0, "string"]);
    const found = await listIssueEvents(ctx, id(1), { hash: hashOf("b"), cursor: none.nextCursor ?? "" });
    expect(found.rows.map((row) => row.id)).toEqual([events[0]?.eventId]);
    const { hashes } = await listHashes(ctx, id(1));
    expect(hashes.map(({ events: { count, isExact } }) => [count, isExact])).toEqual([
      [1, false],
      [0, false],
    ]);
  });
});
