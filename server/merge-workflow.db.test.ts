import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { digest } from "@/lib/ingest/digest";
import { createTestProject, openTestDatabase, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { mergeIssues } from "@/lib/issues/merge-issues";
import { readIssue } from "@/lib/issues/read-issue";
import { unmergeHashes } from "@/lib/issues/unmerge-hashes";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import { addComment } from "@/lib/issues/workflow/comments/add-comment";
import { listActivity } from "@/lib/issues/workflow/list-activity";
import type { ActivityEntry, IssueChange } from "@/lib/issues/workflow/schemas";
import { undoChange } from "@/lib/issues/workflow/undo-change";
import { hashOf, makeEvent, prefixOf } from "./testing/merge-fixture";

const ctx = systemContext();
let close: () => Promise<void>;
let project: TestProject;
let prefix = "";

beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  project = await createTestProject();
  prefix = await prefixOf(project.id);
  for (const letter of ["a", "b"]) await digest([makeEvent(project, { hashes: [hashOf(letter)] })]);
});

const id = (number: number) => `${prefix}-${number}`;
const act = (change: IssueChange, ...numbers: number[]) =>
  changeIssues(ctx, { change, shortIds: numbers.map(id) });

async function readTimeline(number: number): Promise<ActivityEntry[]> {
  return (await listActivity(ctx, id(number), {})).entries.map(({ entry }) => entry);
}

it("says what was merged and taken out again", async () => {
  await mergeIssues(ctx, { into: id(1), from: [id(2)] });
  await unmergeHashes(ctx, id(1), { hashes: [hashOf("b")] });
  expect(await readTimeline(1)).toEqual([
    { kind: "unmerged", shortId: id(2) },
    { kind: "merged", shortIds: [id(2)] },
  ]);
  expect(await readTimeline(2)).toEqual([]);
});

it("counts comments with the issue that they are read with", async () => {
  await addComment(ctx, id(1), { text: "one" });
  await addComment(ctx, id(2), { text: "two" });
  await mergeIssues(ctx, { into: id(1), from: [id(2)] });
  expect(await readIssue(ctx, id(1))).toMatchObject({ commentCount: 2 });
  await unmergeHashes(ctx, id(1), { hashes: [hashOf("b")] });
  expect([await readIssue(ctx, id(1)), await readIssue(ctx, id(2))]).toMatchObject([
    { commentCount: 1 },
    { commentCount: 1 },
  ]);
});

it("leaves nothing of how it was archived or resolved when the whole is open", async () => {
  await act({ kind: "archive", until: { type: "count", events: 5 } }, 1);
  await mergeIssues(ctx, { into: id(1), from: [id(2)] });
  expect(await readIssue(ctx, id(1))).toMatchObject({
    status: "unresolved",
    archiveUntil: null,
    archivedAt: null,
  });
  const { rows } = await pool().query(
    "SELECT FROM issue WHERE project_id = $1 AND (archive_condition IS NOT NULL OR archived_events IS NOT NULL)",
    [project.id],
  );
  expect(rows).toEqual([]);
});

it("keeps a count that was begun: merged events are none that came", async () => {
  await act({ kind: "archive", until: { type: "count", events: 2 } }, 1);
  await act({ kind: "archive", until: { type: "forever" } }, 2);
  await mergeIssues(ctx, { into: id(1), from: [id(2)] });
  await digest([makeEvent(project, { hashes: [hashOf("b")] })]);
  expect((await readIssue(ctx, id(1))).archiveUntil).toEqual({ type: "count", events: 1 });
  await digest([makeEvent(project, { hashes: [hashOf("a")] })]);
  expect((await readIssue(ctx, id(1))).status).toBe("unresolved");
});

it.each<IssueChange>([
  { kind: "resolve", in: { type: "commit", commit: "abcdef1" } },
  { kind: "archive", until: { type: "time", at: "2099-01-01T00:00:00.000Z" } },
  { kind: "archive", until: { type: "count", users: 4, windowMinutes: 60 } },
])("brings an issue out of another that is in a state by %o in the same state", async (change) => {
  await mergeIssues(ctx, { into: id(1), from: [id(2)] });
  await act(change, 1);
  await unmergeHashes(ctx, id(1), { hashes: [hashOf("b")] });
  const [one, two] = [await readIssue(ctx, id(1)), await readIssue(ctx, id(2))];
  expect(two.status).not.toBe("unresolved");
  expect({ ...two, archivedAt: null }).toMatchObject({
    status: one.status,
    resolution: one.resolution,
    archiveUntil: one.archiveUntil,
  });
});

it("leaves an issue that was merged since when an act is undone", async () => {
  const { changeId } = await act({ kind: "resolve", in: { type: "now" } }, 1, 2);
  await mergeIssues(ctx, { into: id(1), from: [id(2)] });
  expect(await undoChange(ctx, { changeId })).toEqual({ restored: [id(1)], left: [id(2)], isDone: true });
});
