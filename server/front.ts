import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { watchDisk } from "@/lib/health/watch-disk";
import { flushOutcomes } from "@/lib/ingest/count-outcome";
import { hurry } from "@/lib/ingest/in-turn";
import { logTrouble } from "@/lib/ingest/log-trouble";
import { matchDoor } from "@/lib/ingest/match-door";
import { findLogDoor, receiveLogs } from "@/lib/logs/doors/receive-logs";
import { flushRejections } from "@/lib/logs/ingest/reject-lines";
import { clientAddress } from "./front/client-address";
import { answerHealth, isHealthDoor } from "./front/health";
import { ingest, pathOf } from "./front/ingest";
import { originForm } from "./front/origin-form";
import { PACE, type Pace } from "./front/paced-body";
import { openProxy } from "./front/proxy";

export interface FrontOptions {
  port: number;
  /** Default: all interfaces. */
  host?: string;
  /** Where Next listens. */
  web: { host: string; port: number };
  /** Reverse proxies in front of us whose `X-Forwarded-For` is believed. */
  trustedProxies?: number;
  /** Passes upgrades through, for hot reload in development. */
  allowUpgrade?: boolean;
  /** How slow a client may be; tests are less patient. */
  patience?: Partial<Patience>;
  /** Connections at once; further ones are closed. */
  maxSockets?: number;
}

/** Times in ms. */
export interface Patience {
  headersMs: number;
  requestMs: number;
  idleMs: number;
  /** How often connections are held against these times; Node by itself looks every half minute. */
  checkMs: number;
  pace: Pace;
}

const PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 15_000,
  checkMs: 1_000,
  pace: PACE,
};
const MAX_SOCKETS = 2_000;
/** Connections that may wait to be accepted; Node's 511 resets the rest of a burst. */
const BACKLOG = 2_048;
const MAX_HEADERS = 200;
const MAX_REQUESTS_PER_SOCKET = 1_000;

/**
 * Opens the one public port. Ingest is answered here, everything else by Next on its private port. Resolves when it
 * listens; rejects when it can't, for example because the port is taken. `close` stops accepting, waits for the
 * requests under way and writes what was counted.
 */
export async function startFront(options: FrontOptions): Promise<{ close(): Promise<void> }> {
  const proxy = openProxy(options.web, (options.trustedProxies ?? 0) > 0);
  const patience = { ...PATIENCE, ...options.patience };
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    requestTimeout: patience.requestMs,
    headersTimeout: patience.headersMs,
    keepAliveTimeout: patience.idleMs,
    connectionsCheckingInterval: patience.checkMs,
  });
  server.maxConnections = options.maxSockets ?? MAX_SOCKETS;
  server.on("connection", hurry);
  server.on("connect", (_, socket) => {
    socket.on("error", () => {});
    socket.end("HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });
  const served = new WeakMap<Socket, number>();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    // Node's own limit answers 503 to what comes after it; this way the last answer closes the connection.
    const count = (served.get(request.socket) ?? 0) + 1;
    served.set(request.socket, count);
    if (count > MAX_REQUESTS_PER_SOCKET) return;
    if (count === MAX_REQUESTS_PER_SOCKET) response.setHeader("connection", "close");
    answer(request, response).catch((error) => giveUp(error, response));
  });
  if (options.allowUpgrade) server.on("upgrade", proxy.upgrade);
  await listen(server, options.port, options.host);
  const disk = await watchDisk();
  return {
    async close() {
      disk.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      proxy.closeUpgraded();
      const impatience = setTimeout(() => server.closeAllConnections(), 5_000);
      await closed;
      clearTimeout(impatience);
      proxy.close();
      await flushRejections().catch((error: unknown) => logTrouble("Some rejected lines are lost", error));
      await flushOutcomes().catch((error: unknown) => logTrouble("Some outcome counters are lost", error));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = clientAddress(request, options.trustedProxies ?? 0);
    const target = originForm(request.url);
    if (target === undefined) response.writeHead(400, { connection: "close" }).end();
    else if (request.rawHeaders.length > 2 * MAX_HEADERS)
      response.writeHead(431, { connection: "close" }).end();
    else if (request.method === "TRACE") response.writeHead(405, { connection: "close" }).end();
    else if (matchDoor(pathOf(target))) await ingest(request, response, target, address, patience.pace);
    else if (isHealthDoor(target)) await answerHealth(request, response, target);
    else {
      const door = findLogDoor({
        method: request.method ?? "GET",
        path: pathOf(target),
        query: new URLSearchParams(target.slice(pathOf(target).length)),
        headers: request.headers as Record<string, string | undefined>,
      });
      if (!door) return proxy.pass(request, response, target, address);
      await ingest(request, response, target, address, patience.pace, (asked) => receiveLogs(asked, door));
    }
  }
}

/** What nobody foresaw costs the one request, not the process. */
function giveUp(error: unknown, response: ServerResponse): void {
  process.stderr.write(`A request could not be answered: ${String(error)}\n`);
  response.destroy();
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
