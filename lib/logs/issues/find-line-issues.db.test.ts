import { beforeAll, expect, test } from "vitest";
import { systemContext } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { encodePayload } from "@/lib/events/payload";
import { digest } from "@/lib/ingest/digest";
import { createTestProject, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { useDatabase } from "@/lib/testing/use-database";
import { findLineIssues } from "./find-line-issues";

useDatabase();

const TRACE = "7d3fa1c2a81f4e6fb02c55d06e0a9f41";
const all = systemContext();
const moment = new Date(Date.now() - 3_600_000);
const before = (minutes: number) => new Date(moment.getTime() - minutes * 60_000);

let web: TestProject;
let api: TestProject;
let slug = "";
const seeing = (...projects: TestProject[]) => ({
  ...all,
  actor: { ...all.actor, projectIds: projects.map(({ id }) => id) },
});

/** Stores an event of an issue of its own, unless it shares the hash of another. */
async function storeEvent(
  project: TestProject,
  type: string,
  trace: string,
  receivedAt: Date,
): Promise<void> {
  const event = normaliseEvent(
    { message: type, contexts: { trace: { trace_id: trace } }, timestamp: receivedAt.toISOString() },
    { receivedAt },
  );
  await digest([
    prepareTestEvent(project, {
      eventId: event.event_id,
      hashes: [type.padEnd(32, "0")],
      type,
      receivedAt,
      occurredAt: receivedAt,
      payload: encodePayload(event),
    }),
  ]);
}

beforeAll(async () => {
  await maintainPartitions();
  [web, api] = [await createTestProject(), await createTestProject()];
  const { rows } = await pool().query<{ slug: string }>("SELECT slug FROM project WHERE id = $1", [web.id]);
  slug = rows[0]?.slug ?? "";
  await storeEvent(web, "near", TRACE, before(0.1));
  await storeEvent(api, "elsewhere", TRACE, before(-5));
  await storeEvent(web, "other", "f".repeat(32), before(0));
  await storeEvent(web, "late", TRACE, before(-11));
  await storeEvent(web, "early", TRACE, before(11));
});

const find = (ctx: typeof all, traceId: string, project = slug) =>
  findLineIssues(ctx, { project, time: moment.toISOString(), traceId, message: "anything" });

test("a line finds the issues of its trace in all projects that the reader sees, the nearest first", async () => {
  const { issues, isCut } = await find(seeing(web, api), TRACE);
  expect(issues.map(({ type, by }) => [type, by])).toEqual([
    ["near", "trace"],
    ["elsewhere", "trace"],
  ]);
  expect(issues[0]?.eventId).toMatch(/^[0-9a-f]{32}$/);
  expect(isCut).toBe(false);
  expect((await find(seeing(web), TRACE)).issues.map(({ type }) => type)).toEqual(["near"]);
  const dashed = "7D3FA1C2-a81f-4e6f-b02c-55d06e0a9f41";
  expect((await find(seeing(web), dashed)).issues).toHaveLength(1);
  expect((await find(all, "a".repeat(32))).issues).toEqual([]);
  expect((await find(all, "")).issues).toEqual([]);
});

test("a project that is not there for the reader has no lines", async () => {
  await expect(find(seeing(api), TRACE)).rejects.toThrow(NotFoundError);
});

test("events nearest in time are read, and it is said when there were more", async () => {
  for (let issue = 0; issue < 12; issue++)
    await digest(
      Array.from({ length: 20 }, () =>
        prepareTestEvent(web, {
          hashes: [`busy${issue}`.padEnd(32, "0")],
          receivedAt: before(9),
          payload: encodePayload(normaliseEvent({ message: "busy" }, { receivedAt: moment })),
        }),
      ),
    );
  const { issues, isCut } = await find(seeing(web, api), TRACE);
  expect(issues.map(({ type }) => type)).toEqual(["near", "elsewhere"]);
  expect(isCut).toBe(true);
});
