import { beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { encodePayload } from "@/lib/events/payload";
import { digest } from "@/lib/ingest/digest";
import { createTestProject, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { formatShortId } from "@/lib/issues/short-id";
import { type LogEngine, LogEngineError } from "@/lib/logs/engine/engine";
import type { LogLine } from "@/lib/logs/line";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import type { JsonObject } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { useDatabase } from "@/lib/testing/use-database";
import { readEventLogs } from "./read-event-logs";

useDatabase();
useLogStore();

const TRACE = "7d3fa1c2a81f4e6fb02c55d06e0a9f41";
const SECOND = 1_000_000_000n;
/** Half an hour ago. */
const moment = new Date(Math.floor(Date.now() / 1000) * 1000 - 1_800_000);
const at = BigInt(moment.getTime()) * 1_000_000n;
const all = systemContext();
const seeing = (...projects: TestProject[]) => ({
  ...all,
  actor: { ...all.actor, projectIds: projects.map(({ id }) => id) },
});
const engineOff: LogEngine = {
  run() {
    throw new LogEngineError("unavailable", "The log engine is not running.");
  },
};

let web: TestProject;
let api: TestProject;
let hidden: TestProject;
let empty: TestProject;

function line(seconds: number, change: Partial<LogLine>): LogLine {
  return {
    time: at + BigInt(Math.round(seconds * 1000)) * (SECOND / 1000n),
    severity: 9,
    message: "",
    ...change,
  };
}

/** Stores an event of that moment; the answer names it. */
async function storeEvent(
  project: TestProject,
  raw: JsonObject,
): Promise<[shortId: string, eventId: string]> {
  const event = normaliseEvent({ ...raw, timestamp: moment.toISOString() }, { receivedAt: moment });
  const prepared = prepareTestEvent(project, {
    eventId: event.event_id,
    receivedAt: moment,
    occurredAt: moment,
    payload: encodePayload(event),
  });
  await digest([prepared]);
  const { rows } = await pool().query<{ prefix: string; number: number }>(
    `SELECT p.short_prefix AS prefix, i.short_id AS number FROM issue i JOIN project p ON p.id = i.project_id
      WHERE i.project_id = $1`,
    [project.id],
  );
  return [formatShortId(rows[0]?.prefix ?? "", rows[0]?.number ?? 0), event.event_id];
}

beforeAll(async () => {
  await maintainPartitions();
  [web, api, hidden, empty] = [
    await createTestProject(),
    await createTestProject(),
    await createTestProject(),
    await createTestProject(),
  ];
  await makeChunk(web.id, [
    line(-2, { traceId: TRACE, service: "web", message: "submit" }),
    line(-400, { traceId: TRACE, service: "web", message: "too early" }),
    line(-1, { host: "web-1", message: "of another request" }),
    line(-29, { host: "web-2", message: "on another host" }),
    line(-31, { host: "WEB-2", message: "too early for a host" }),
  ]);
  await makeChunk(api.id, [
    line(-1, { traceId: TRACE.toUpperCase(), service: "api", message: "lookup" }),
    line(0, { traceId: TRACE, service: "api", message: "at that moment" }),
    line(1.5, { traceId: TRACE, service: "api", message: "gave up" }),
    ...Array.from({ length: 40 }, (_, index) =>
      line(-20 + index / 2, { host: "busy", message: `busy ${index}` }),
    ),
  ]);
  await makeChunk(hidden.id, [line(0, { traceId: TRACE, service: "secret", message: "of others" })]);
});

const messages = ({ lines }: { lines: { message: string }[] }) => lines.map(({ message }) => message);

describe("the lines around an event", () => {
  test("are those of its trace in all projects that the reader sees, oldest first", async () => {
    const event = await storeEvent(web, { contexts: { trace: { trace_id: TRACE } }, server_name: "web-1" });
    const found = await readEventLogs(seeing(web, api), ...event);
    expect(messages(found)).toEqual(["submit", "lookup", "at that moment", "gave up"]);
    expect(found).toMatchObject({ total: 4, services: 2, by: { kind: "trace", value: TRACE }, missed: null });
    expect(found).toMatchObject({ query: `trace:${TRACE}`, hasLogs: true });
    expect(messages(await readEventLogs(seeing(web), ...event))).toEqual(["submit"]);
  });

  test("are those of its host at the time where the trace has none, by its full or its first name", async () => {
    const other = { contexts: { trace: { trace_id: "f".repeat(32) } }, server_name: "web-2.example.com" };
    const found = await readEventLogs(seeing(web, api), ...(await storeEvent(web, other)));
    expect(messages(found)).toEqual(["on another host"]);
    expect(found).toMatchObject({ by: { kind: "host" }, missed: { kind: "trace", value: "f".repeat(32) } });
    expect(found.query).toBe("host:[web-2.example.com, web-2]");
  });

  test("are the nearest of many, more of them before it than after it", async () => {
    const found = await readEventLogs(seeing(api), ...(await storeEvent(api, { server_name: "busy" })));
    expect(found.total).toBe(40);
    expect(messages(found)).toEqual(Array.from({ length: 20 }, (_, index) => `busy ${index + 20}`));
  });

  test("are none, and it is said what was looked for", async () => {
    const found = await readEventLogs(
      seeing(web, api),
      ...(await storeEvent(web, { server_name: "nowhere" })),
    );
    expect(found).toMatchObject({ lines: [], total: 0, query: "host:nowhere", by: { kind: "host" } });
    const bare = await readEventLogs(seeing(web, api), ...(await storeEvent(web, {})));
    expect(bare).toMatchObject({ lines: [], by: null, hasLogs: true });
  });

  test("are asked of the engine only where lines of that time are", async () => {
    const event = await storeEvent(empty, { contexts: { trace: { trace_id: TRACE } } });
    const asking = { engine: engineOff };
    expect(await readEventLogs(seeing(empty), ...event, asking)).toMatchObject({ hasLogs: false, lines: [] });
    await makeChunk(empty.id, [line(-9_000, { traceId: TRACE, message: "two hours before" })]);
    expect(await readEventLogs(seeing(empty), ...event, asking)).toMatchObject({ hasLogs: true, lines: [] });
    await makeChunk(empty.id, [line(-9, { traceId: TRACE })]);
    await expect(readEventLogs(seeing(empty), ...event, asking)).rejects.toMatchObject({
      code: "search_unavailable",
      status: 503,
    });
  });

  test("are nobody's who does not see the event", async () => {
    const [shortId, eventId] = await storeEvent(hidden, { contexts: { trace: { trace_id: TRACE } } });
    await expect(readEventLogs(seeing(web, api), shortId, eventId)).rejects.toThrow(NotFoundError);
    await expect(readEventLogs(all, shortId, "f".repeat(32))).rejects.toThrow(NotFoundError);
  });
});
