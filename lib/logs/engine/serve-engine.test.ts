import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { UnreadPart } from "@/lib/logs/bucket/unread";
import { connectEngine } from "./connect-engine";
import type { LogQuery, LogRow } from "./engine";
import { failureOf } from "./explain-failure";
import { serveEngine } from "./serve-engine";
import { socketAddress } from "./socket-address";
import { superviseEngine } from "./supervise-engine";
import { packQuery } from "./wire";

let folder = "";
const state = { asked: [] as LogQuery[], given: 0, wasStopped: false };
let close: () => Promise<void>;
const base = { source: { projectIds: [1], from: -5n, to: 2n ** 62n, fields: ["*"] }, timeoutMs: 1_000 };

/** An engine that counts up: `params[0]` portions, for ever without one, or fails in the way that `sql` says. */
async function* run(
  query: LogQuery,
  signal?: AbortSignal,
  onUnread?: (part: UnreadPart) => void,
): AsyncGenerator<LogRow[]> {
  state.asked.push(query);
  state.given = 0;
  if (query.sql === "memory") throw failureOf("memory");
  if (query.sql === "unread") onUnread?.({ from: -(2n ** 60n), to: 2n ** 60n, reason: "away" });
  const most = Number(query.params[0] ?? Number.POSITIVE_INFINITY);
  try {
    for (; state.given < most; state.given++) {
      if (signal?.aborted) return;
      yield Array.from({ length: 1_000 }, (_, index) => [state.given, `${index} ${"é".repeat(50)}`]);
    }
  } finally {
    state.wasStopped = signal?.aborted ?? false;
  }
}

const done = () => Promise.resolve({ notes: ["done"], trouble: null });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jackdaw-sockets-"));
  const server = await serveEngine(socketAddress(folder, "engine"), {
    engine: { run, load: 0 },
    upkeep: done,
  });
  close = () => server.close();
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

it("carries that some lines could not be read", async () => {
  const query = { ...base, sql: "unread", params: [1], mayMiss: true };
  const parts: UnreadPart[] = [];
  const portions: LogRow[][] = [];
  for await (const rows of connectEngine(folder).run(query, undefined, (part) => parts.push(part)))
    portions.push(rows);
  expect(state.asked.at(-1)).toEqual(query);
  expect(parts).toEqual([{ from: -(2n ** 60n), to: 2n ** 60n, reason: "away" }]);
  expect(portions).toHaveLength(1);
});

it("carries a query and its rows, bigints and all", async () => {
  const counted = [{ id: "file", from: -1n, to: 2n ** 61n }];
  const source = { ...base.source, moments: [{ projectId: 1, t: 2n ** 61n }], counted };
  const query = { ...base, source, sql: "SELECT 1", params: [3, 2n ** 60n, "x", null, true, 0.5] };
  const portions: LogRow[][] = [];
  for await (const rows of connectEngine(folder).run(query)) portions.push(rows);
  expect(state.asked.at(-1)).toEqual(query);
  expect(portions.map((rows) => [rows.length, rows[0]?.[0]])).toEqual([
    [1_000, 0],
    [1_000, 1],
    [1_000, 2],
  ]);
  expect(portions[2]?.[999]).toEqual([2, `999 ${"é".repeat(50)}`]);
});

it("carries failures, and does upkeep", async () => {
  const failing = connectEngine(folder).run({ ...base, sql: "memory", params: [] });
  await expect(failing[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    name: "LogEngineError",
    code: "memory",
  });
  expect(await connectEngine(folder).upkeep("seal")).toEqual({ notes: ["done"], trouble: null });
});

it("gives no more than is taken, and ends the query of who leaves", async () => {
  const query = { ...base, sql: "SELECT 1", params: [] };
  for await (const rows of connectEngine(folder).run(query)) {
    expect(rows).toHaveLength(1_000);
    break;
  }
  await expect.poll(() => state.wasStopped).toBe(true);
  // Some portions lie in the buffers of the socket; without a brake it would be many thousands.
  expect(state.given).toBeLessThan(300);
  const stop = new AbortController();
  const asked = (async () => {
    for await (const rows of connectEngine(folder).run(query, stop.signal))
      if (rows[0]?.[0] === 2) stop.abort();
  })();
  await expect(asked).rejects.toMatchObject({ code: "cancelled" });
  await expect.poll(() => state.wasStopped).toBe(true);
});

it("hangs up on who takes nothing of an answer, so that the turn is free", async () => {
  const address = socketAddress(folder, "wake");
  const server = await serveEngine(address, { engine: { run, load: 0 }, upkeep: done }, 100);
  const asking = request({ socketPath: address, path: "/query", method: "POST" });
  // What comes is left where it is.
  const answered = once(asking, "response");
  asking.on("error", () => {}).end(packQuery({ ...base, sql: "SELECT 1", params: [] }));
  state.wasStopped = false;
  const [response] = (await answered) as [IncomingMessage];
  response.on("error", () => {}).pause();
  await expect.poll(() => state.wasStopped).toBe(true);
  await server.close();
});

it("opens its socket to this user only", async () => {
  expect((await stat(socketAddress(folder, "engine"))).mode & 0o777).toBe(0o600);
});

it("says so when there is no engine", async () => {
  const lost = connectEngine(join(folder, "nowhere")).run({ ...base, sql: "SELECT 1", params: [] });
  await expect(lost[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "unavailable" });
});

/** A program that answers every query with its process id, and hangs or dies when the query says so. */
const PROGRAM = `
  import { createServer } from "node:http";
  import { rmSync } from "node:fs";
  process.on("disconnect", () => process.exit());
  let last = Date.now();
  rmSync(process.argv[2], { force: true });
  createServer((request, response) => {
    if (request.url === "/health") return response.end(JSON.stringify({ idleMs: Date.now() - last }));
    last = Date.now();
    let text = "";
    request.on("data", (part) => (text += part)).on("end", () => {
      const { sql } = JSON.parse(text);
      if (sql === "die") process.exit(3);
      if (sql === "hang") for (;;);
      response.end(JSON.stringify({ rows: [[process.pid, process.argv[3], process.env.DATABASE_URL]] }) + "\\n" + JSON.stringify({ done: true }) + "\\n");
    });
  }).listen(process.argv[2], () => process.send("ready"));`;

it("starts the engine when it is first asked, again when it died or hangs, and ends it when nobody asks", async () => {
  const program = join(folder, "program.mjs");
  await writeFile(program, PROGRAM);
  const lines: string[] = [];
  const supervisor = await superviseEngine({
    program,
    folder: join(folder, "x".repeat(120)),
    databaseUrl: "postgresql://x",
    log: (text) => lines.push(text),
    checkMs: 50,
    idleMs: 1_500,
  });
  // Too long for a socket: it lies elsewhere.
  expect(supervisor.address.length).toBeLessThan(100);
  const engine = connectEngine(supervisor.address);
  const ask = async (sql: string) => {
    for await (const rows of engine.run({ ...base, sql, params: [] })) return rows[0];
    return undefined;
  };
  const [first, ...rest] = (await ask("pid")) ?? [];
  expect(rest).toEqual([join(folder, "x".repeat(120)), "postgresql://x"]);
  expect((await ask("pid"))?.[0]).toBe(first);
  process.kill(Number(first), "SIGKILL");
  await expect.poll(() => lines).toEqual(["The log engine ended (SIGKILL)"]);
  const second = (await ask("pid"))?.[0];
  expect(second).not.toBe(first);
  // Asked for nothing, it goes.
  const isAlive = () => {
    try {
      return process.kill(Number(second), 0);
    } catch {
      return false;
    }
  };
  await expect.poll(isAlive, { timeout: 20_000 }).toBe(false);
  expect((await ask("pid"))?.[0]).not.toBe(second);
  await supervisor.close();
  await expect(ask("pid")).rejects.toMatchObject({ code: "unavailable" });
}, 120_000);

it("hangs up on an engine that says nothing any more, so that the turn is free", async () => {
  const own = await mkdtemp(join(tmpdir(), "jackdaw-sockets-"));
  const stalled = { wasStopped: false };
  async function* stall(_: LogQuery, signal?: AbortSignal): AsyncGenerator<LogRow[]> {
    yield [["first"]];
    await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    stalled.wasStopped = true;
  }
  const server = await serveEngine(socketAddress(own, "engine"), {
    engine: { run: stall, load: 0 },
    upkeep: done,
  });
  const rows: LogRow[] = [];
  const read = async () => {
    const query = { ...base, timeoutMs: 100, sql: "SELECT 1", params: [] };
    for await (const some of connectEngine(own, 100).run(query)) rows.push(...some);
  };
  await expect(read()).rejects.toMatchObject({ code: "unavailable" });
  expect(rows).toEqual([["first"]]);
  await expect.poll(() => stalled.wasStopped).toBe(true);
  await server.close();
  await rm(own, { recursive: true, force: true });
});
