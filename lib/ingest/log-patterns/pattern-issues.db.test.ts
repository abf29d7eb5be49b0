import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { systemContext } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { ConflictError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { readEvent } from "@/lib/events/read-event";
import * as counters from "@/lib/ingest/digest/update-counters";
import { createTestProject, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { deleteIssues } from "@/lib/issues/delete/delete-issues";
import { mergeIssues } from "@/lib/issues/merge-issues";
import { readIssue } from "@/lib/issues/read-issue";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import type { LogLine } from "@/lib/logs/line";
import { seal } from "@/lib/logs/store/seal";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { findDrift } from "@/lib/retention/find-drift";
import { useDatabase } from "@/lib/testing/use-database";
import { countLines, listCountable } from "./count-lines";
import { createPatternIssue } from "./create-pattern-issue";
import { findLineIssues } from "@/lib/logs/issues/find-line-issues";
import { removeStale } from "@/lib/logs/issues/remove-stale";

useDatabase();
const store = useLogStore();
const ctx = systemContext();

let project: TestProject;

/** Lines of the pattern that all these tests count. */
const slow = (took: number, change: Partial<LogLine> = {}): LogLine => ({
  time: BigInt(Date.now()) * 1_000_000n,
  severity: 13,
  host: "db-1",
  service: "orders",
  message: `slow query took=${took}ms table=lines`,
  ...change,
});
const other = (): LogLine => slow(0, { message: "GET /health 200" });

/** A chunk that arrives after everything that was done before. */
const arrive = (lines: LogLine[], receivedAt = new Date(Date.now() + 1000)) =>
  makeChunk(project.id, lines, { receivedAt });

/** An issue of the pattern, made of one line; the answer is its short id. */
async function createIssue(): Promise<string> {
  const chunk = await makeChunk(project.id, [slow(1)]);
  const { shortId } = await createPatternIssue(ctx, { id: `${chunk}-0` });
  return shortId;
}

async function countAll(): Promise<void> {
  while (await countLines(project.id));
}

const countOf = async (shortId: string) => (await readIssue(ctx, shortId)).eventCount;

async function ask<Row extends object>(sql: string): Promise<Row[]> {
  return (await pool().query<Row>(sql, [project.id])).rows;
}

const sealAll = () => seal({ folder: store().folder, now: new Date(Date.now() + 600_000) });

beforeAll(() => maintainPartitions());
beforeEach(async () => {
  project = await createTestProject();
});

describe("an issue of a pattern", () => {
  test("is called by it, and its first event is the line", async () => {
    const chunk = await makeChunk(project.id, [slow(845, { traceId: "7d3fa1c2a81f4e6fb02c55d06e0a9f41" })]);
    const made = await createPatternIssue(ctx, { id: `${chunk}-0` });
    expect(made.isNew).toBe(true);
    const issue = await readIssue(ctx, made.shortId);
    expect(issue).toMatchObject({
      type: "slow query took=<num>ms table=lines",
      culprit: "orders",
      level: "warning",
      platform: "log",
      eventCount: 1,
      status: "unresolved",
    });
    const { event, grouping } = await readEvent(ctx, made.shortId, "latest");
    expect(event.logentry?.formatted).toBe("slow query took=845ms table=lines");
    expect(event.contexts?.["trace"]?.["trace_id"]).toBe("7d3fa1c2a81f4e6fb02c55d06e0a9f41");
    expect(event.contexts?.["log_line"]).toMatchObject({
      id: `${chunk}-0`,
      filter: 'message:"slow query took=*ms table=lines"',
    });
    expect(grouping.isCurrent).toBe(true);
    expect(await createPatternIssue(ctx, { id: `${chunk}-0` })).toEqual({
      shortId: made.shortId,
      isNew: false,
    });
    expect(await countOf(made.shortId)).toBe(1);
  });

  test("counts every later line that fits, once, and no earlier one", async () => {
    await makeChunk(project.id, [slow(2), slow(3)], { receivedAt: new Date(Date.now() - 1000) });
    const shortId = await createIssue();
    await arrive([slow(4), other(), slow(5)]);
    await arrive([other()]);
    expect(await listCountable()).toContain(project.id);
    await countAll();
    await countAll();
    expect(await countOf(shortId)).toBe(3);
    expect(await listCountable()).not.toContain(project.id);
    await arrive([slow(6)]);
    await countAll();
    expect(await countOf(shortId)).toBe(4);
  });

  test("counts lines that were sealed before they were counted, once", async () => {
    const shortId = await createIssue();
    await arrive([slow(2), slow(3)]);
    await countAll();
    await arrive([slow(4), slow(5), other()]);
    await sealAll();
    expect(await ask("SELECT FROM log_chunk WHERE project_id = $1")).toEqual([]);
    expect(await ask("SELECT lines FROM log_uncounted WHERE project_id = $1")).toEqual([{ lines: 3 }]);
    await countAll();
    expect(await countOf(shortId)).toBe(5);
    expect(await ask("SELECT FROM log_uncounted WHERE project_id = $1")).toEqual([]);
  });

  test("counts them once, too, when it is killed while it counts, or two count at once", async () => {
    const shortId = await createIssue();
    await arrive([slow(2), slow(3)]);
    const killed = vi.spyOn(counters, "updateCounters").mockImplementationOnce(() => {
      throw new Error("killed");
    });
    await expect(countLines(project.id)).rejects.toThrow("killed");
    killed.mockRestore();
    await Promise.allSettled(Array.from({ length: 6 }, () => countLines(project.id)));
    await countAll();
    expect(await countOf(shortId)).toBe(3);
    for (let round = 0; round < 5; round++) {
      await arrive([slow(4), slow(5)]);
      await Promise.allSettled([countLines(project.id), sealAll(), countLines(project.id)]);
    }
    await sealAll();
    await countAll();
    expect(await countOf(shortId)).toBe(13);
  });

  test("keeps an event a minute, and its counters fit their rows", async () => {
    const shortId = await createIssue();
    const soon = Date.now() + 1000;
    for (const minutes of [0, 0, 2, 2, 4]) {
      await arrive(
        [slow(2), slow(3, { host: "db-2", attributes: { env: "production" } })],
        new Date(soon + minutes * 60_000),
      );
      await countAll();
    }
    expect(await ask("SELECT count(*)::int AS events FROM event WHERE project_id = $1")).toEqual([
      { events: 3 },
    ]);
    expect(await countOf(shortId)).toBe(11);
    const drift = (await findDrift()).filter(({ projectId }) => projectId === project.id);
    expect(drift).toEqual([]);
    expect(
      await ask(
        "SELECT value, count FROM issue_tag WHERE project_id = $1 AND key = 'server_name' ORDER BY 1",
      ),
    ).toEqual([
      { value: "db-1", count: 6 },
      { value: "db-2", count: 5 },
    ]);
    expect(
      await ask(
        "SELECT environment, event_count::int AS n FROM issue_environment WHERE project_id = $1 ORDER BY 1",
      ),
    ).toEqual([
      { environment: "", n: 6 },
      { environment: "production", n: 5 },
    ]);
    expect(await ask("SELECT FROM outcome WHERE project_id = $1 AND category = 'error'")).toEqual([]);
  });

  test("comes back when it was resolved, with the event that brought it", async () => {
    const shortId = await createIssue();
    await changeIssues(ctx, {
      shortIds: [shortId],
      change: { kind: "resolve", in: { type: "now" } },
    });
    await arrive([slow(2), slow(3)]);
    await countAll();
    expect(await readIssue(ctx, shortId)).toMatchObject({ status: "unresolved", substatus: "regressed" });
    expect(
      await ask(
        `SELECT kind FROM outbox o JOIN event e ON e.project_id = o.project_id AND e.id = o.event_id
          WHERE o.project_id = $1 ORDER BY o.id`,
      ),
    ).toEqual([{ kind: "new_issue" }, { kind: "regression" }]);
  });

  test("goes on in the issue that it was merged into, and ends with it", async () => {
    const shortId = await createIssue();
    const chunk = await makeChunk(project.id, [slow(0, { message: "worker killed by signal 9" })]);
    const into = await createPatternIssue(ctx, { id: `${chunk}-0` });
    await mergeIssues(ctx, { into: into.shortId, from: [shortId] });
    await arrive([slow(2)]);
    await countAll();
    expect(await countOf(into.shortId)).toBe(3);
    await deleteIssues(ctx, { shortIds: [into.shortId] });
    await arrive([slow(3)]);
    await countAll();
    expect(await listCountable()).not.toContain(project.id);
    expect(await ask("SELECT FROM issue WHERE project_id = $1")).toEqual([]);
    // Asked for again, it begins anew.
    expect((await createPatternIssue(ctx, { id: `${chunk}-0` })).isNew).toBe(true);
    expect(await ask("SELECT FROM log_pattern_issue WHERE project_id = $1")).toHaveLength(1);
  });

  test("is refused with a reason", async () => {
    const chunk = await makeChunk(project.id, [slow(1), slow(0, { message: "12 34 56" })]);
    const id = `${chunk}-0`;
    await expect(createPatternIssue(ctx, { id: `${chunk}-1` })).rejects.toThrow(/Too little/);
    const parts = [{ text: "other" }];
    for (const filter of ['message:"other words*"', "level:error", "", 'message:"slow" level:error'])
      await expect(createPatternIssue(ctx, { id, pattern: { filter, parts } })).rejects.toThrow(
        InvalidInputError,
      );
    const nobody = { ...ctx, actor: { ...ctx.actor, projectIds: [] } };
    await expect(createPatternIssue(nobody, { id })).rejects.toThrow(NotFoundError);
    const { shortId } = await createPatternIssue(ctx, { id });
    await deleteIssues(ctx, { shortIds: [shortId], discard: true });
    await expect(createPatternIssue(ctx, { id })).rejects.toThrow(/discarded/);
    await pool().query("UPDATE project SET new_issues_per_minute = 1 WHERE id = $1", [project.id]);
    const next = await makeChunk(project.id, [slow(0, { message: "cache is cold" })]);
    await expect(createPatternIssue(ctx, { id: `${next}-0` })).rejects.toThrow(ConflictError);
    expect(await ask("SELECT FROM issue WHERE project_id = $1")).toEqual([]);
  });

  test("is the last of fifty", async () => {
    const words = Array.from(
      { length: 51 },
      (_, index) => `kind ${String.fromCodePoint(0x4e00 + index)} failed`,
    );
    const chunk = await makeChunk(
      project.id,
      words.map((message) => slow(0, { message })),
    );
    for (let n = 0; n < 50; n++) await createPatternIssue(ctx, { id: `${chunk}-${n}` });
    await expect(createPatternIssue(ctx, { id: `${chunk}-50` })).rejects.toThrow(/at most 50/);
    expect((await createPatternIssue(ctx, { id: `${chunk}-7` })).isNew).toBe(false);
  });

  test("is found from its lines, also by what was shown of them", async () => {
    const shortId = await createIssue();
    const { rows } = await pool().query<{ slug: string }>("SELECT slug FROM project WHERE id = $1", [
      project.id,
    ]);
    const line = { project: rows[0]?.slug ?? "", time: new Date().toISOString(), traceId: "" };
    expect(await findLineIssues(ctx, { ...line, message: "Slow query took=7ms table=lines" })).toMatchObject({
      issues: [{ shortId, by: "pattern", level: "warning" }],
      isCut: false,
    });
    expect(await findLineIssues(ctx, { ...line, message: "fast query" })).toMatchObject({ issues: [] });
  });
});

test("chunks that wait for no pattern are removed", async () => {
  const shortId = await createIssue();
  await arrive([slow(2)]);
  await sealAll();
  await removeStale(new Date());
  expect(await ask("SELECT FROM log_uncounted WHERE project_id = $1")).toHaveLength(1);
  await removeStale(new Date(Date.now() + 2 * 86_400_000));
  expect(await ask("SELECT FROM log_uncounted WHERE project_id = $1")).toEqual([]);
  expect(await countOf(shortId)).toBe(1);
});
