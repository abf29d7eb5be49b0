import { request as openRequest } from "node:http";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { once } from "node:events";
import { expect } from "vitest";
import { pool } from "@/lib/db/pool";
import { decodePayload } from "@/lib/events/payload";
import { flushOutcomes } from "@/lib/ingest/count-outcome";
import { MEMORY_BUDGET, reserveMemory } from "@/lib/ingest/reserve-memory";
import {
  createTestProject,
  openTestDatabase,
  readOutcomes,
  type TestProject,
} from "@/lib/ingest/testing/ingest-fixture";
import type { Event } from "@/lib/protocol/event";
import { freePort } from "../../find-port";
import { type FrontOptions, startFront } from "../../front";

/** Stands in hostile input wherever text may stand: no answer may repeat it. */
export const MARK = "hostile-mark-7f3a";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  json: Record<string, unknown>;
}

export interface Sending {
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  method?: string;
}

/** A real front on a real port over a real database, and what the tests of the catalogue ask of it. */
export interface HostileFront {
  port: number;
  project: TestProject;
  /** A project that nothing was sent to yet. */
  renew: () => Promise<void>;
  /** Sends with the project's key and checks what holds for every answer. */
  envelope: (body: string | Uint8Array, headers?: Record<string, string>) => Promise<Answer>;
  store: (body: string | Uint8Array | object, headers?: Record<string, string>) => Promise<Answer>;
  ask: (path: string, sending?: Sending) => Promise<Answer>;
  /** A connection of its own, for what no HTTP client sends. */
  open: () => Socket;
  /** Writes bytes and reads until the front closes. */
  exchange: (bytes: string | Uint8Array) => Promise<string>;
  /** The head of a POST to the project, to be followed by a blank line and a body. */
  head: (door: "store" | "envelope", ...headers: string[]) => string;
  stored: () => Promise<Event[]>;
  outcomes: () => Promise<string[]>;
  /** A good event is still taken, every byte of the budget was given back. */
  checkHealth: () => Promise<void>;
  close: () => Promise<void>;
}

/** Starts it; the pages behind it answer "from web". */
export async function openHostileFront(options: Partial<FrontOptions> = {}): Promise<HostileFront> {
  const closeDatabase = await openTestDatabase();
  const web = createServer((_, response) => response.end("from web")).listen(0, "127.0.0.1");
  await once(web, "listening");
  const port = await freePort();
  const front = await startFront({
    port,
    host: "127.0.0.1",
    web: { host: "127.0.0.1", port: (web.address() as AddressInfo).port },
    ...options,
  });
  const self: HostileFront = {
    port,
    project: await createTestProject(),
    async renew() {
      self.project = await createTestProject();
    },
    envelope: (body, headers) =>
      self.ask(`/api/${self.project.id}/envelope/`, { body, headers: { ...auth(), ...headers } }),
    store: (body, headers) =>
      self.ask(`/api/${self.project.id}/store/`, {
        body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
        headers: { ...auth(), ...headers },
      }),
    ask: (path, sending) => ask(port, path, sending),
    open: () => connect(port, "127.0.0.1").on("error", () => {}),
    async exchange(bytes) {
      const socket = self.open();
      socket.write(bytes);
      return text(socket);
    },
    head: (door, ...headers) =>
      [
        `POST /api/${self.project.id}/${door}/ HTTP/1.1`,
        "Host: x",
        `X-Sentry-Auth: ${auth()["x-sentry-auth"]}`,
        ...headers,
        "",
      ].join("\r\n"),
    async stored() {
      const { rows } = await pool().query<{ payload: Buffer }>(
        `SELECT payload FROM event WHERE project_id = $1 ORDER BY seq`,
        [self.project.id],
      );
      return rows.map((row) => decodePayload(row.payload));
    },
    async outcomes() {
      await flushOutcomes();
      return readOutcomes(self.project.id);
    },
    async checkHealth() {
      await self.renew();
      expect((await self.store({ message: "good" })).status).toBe(200);
      expect(await self.outcomes()).toEqual(["error accepted 1"]);
      await expect.poll(heldMemory).toBe(0);
    },
    close: () => closeAll(front, web, closeDatabase),
  };
  return self;

  function auth(): Record<string, string> {
    return {
      "x-sentry-auth": `Sentry sentry_version=7, sentry_client=${MARK}/1, sentry_key=${self.project.publicKey}`,
    };
  }
}

async function ask(
  port: number,
  path: string,
  { headers = {}, body = "", method = "POST" }: Sending = {},
): Promise<Answer> {
  const asking = openRequest({ port, host: "127.0.0.1", path, method, headers, agent: false });
  asking.end(body);
  const [response] = await once(asking, "response");
  const answer: Answer = {
    status: response.statusCode ?? 0,
    headers: response.headers as Record<string, string>,
    text: await text(response),
    json: {},
  };
  if (answer.text.startsWith("{")) answer.json = JSON.parse(answer.text) as Record<string, unknown>;
  checkAnswer(answer);
  return answer;
}

/** What holds for every row: no 5xx, a reason in both places, nothing of the input repeated. */
function checkAnswer({ status, headers, text, json }: Answer): void {
  expect(status).toBeLessThan(500);
  expect(`${text} ${JSON.stringify(headers)}`).not.toContain(MARK);
  if (status < 400 || headers["content-type"] !== "application/json") return;
  expect(json["detail"]).toEqual(expect.any(String));
  expect(headers["x-sentry-error"]).toBe(json["detail"]);
}

/** How much of the memory budget is taken: 0 exactly when nobody is in the way of the whole of it. */
function heldMemory(): number {
  const [one, all] = [reserveMemory(), reserveMemory()];
  try {
    one.hold(1);
    all.hold(MEMORY_BUDGET - 1);
    return 0;
  } catch {
    return 1;
  } finally {
    all.release();
    one.release();
  }
}

async function closeAll(front: { close(): Promise<void> }, web: Server, closeDatabase: () => Promise<void>) {
  await front.close();
  web.closeAllConnections();
  web.close();
  await closeDatabase();
}

/** JSON lines: an envelope of headers and payloads. */
export function lines(...parts: (object | string)[]): string {
  return parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join("\n");
}

/** Status and reason words of a refusal, for tables. */
export function refusal({ status, json }: Answer): [number, unknown] {
  return [status, json["detail"]];
}

/** The most that buffers grow by while `work` runs, in bytes. */
export async function peakOf(work: () => Promise<unknown>): Promise<number> {
  const before = taken();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, taken());
  }, 2);
  await work();
  clearInterval(watch);
  return Math.max(peak, taken()) - before;
}

function taken(): number {
  const { external, arrayBuffers } = process.memoryUsage();
  return external + arrayBuffers;
}
