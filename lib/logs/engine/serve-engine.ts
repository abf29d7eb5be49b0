import { once } from "node:events";
import { chmod, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { UnreadPart } from "@/lib/logs/bucket/unread";
import type { LogEngine } from "./engine";
import { explainFailure } from "./explain-failure";
import { type UpkeepReport, type UpkeepTask, upkeepTasks } from "./upkeep";
import { waitUntilTaken } from "./wait-until-taken";
import { packLine, unpackQuery } from "./wire";

export interface ServedEngine {
  engine: LogEngine & { readonly load: number };
  upkeep: (task: UpkeepTask, signal: AbortSignal) => Promise<UpkeepReport>;
}

const LARGEST_QUERY = 8_388_608;
const SLOWEST_READ_MS = 15_000;

/**
 * Serves an engine on a socket that only this user can open: `POST /query` (answers lines of JSON, as fast as they are
 * taken), `POST /upkeep/<task>`, `GET /health` (for how long nothing was asked). Who closes the connection ends what was
 * asked for, and so does who takes no part of an answer for `slowestReadMs`.
 */
export async function serveEngine(
  address: string,
  served: ServedEngine,
  slowestReadMs = SLOWEST_READ_MS,
): Promise<{ close(): Promise<void> }> {
  const state = { lastUse: Date.now(), open: 0 };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => response.destroy(error));
  });
  server.requestTimeout = 0;
  if (!isPipe(address)) await rm(address, { force: true });
  server.listen(address);
  await once(server, "listening");
  if (!isPipe(address)) await chmod(address, 0o600);
  return {
    async close() {
      const ended = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await ended;
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === "/health")
      return answer(response, { idleMs: state.open > 0 ? 0 : Date.now() - state.lastUse });
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    state.open++;
    try {
      if (request.url === "/query") return await query(await readBody(request), response, gone.signal);
      const task = upkeepTasks.find((name) => request.url === `/upkeep/${name}`);
      if (!task) return answer(response, { message: "No such thing" }, 404);
      return answer(response, await served.upkeep(task, gone.signal));
    } catch (error) {
      return answer(response, { message: (error as Error).message }, 500);
    } finally {
      state.open--;
      state.lastUse = Date.now();
    }
  }

  async function query(body: string, response: ServerResponse, gone: AbortSignal): Promise<void> {
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    try {
      const onUnread = ({ from, to, reason }: UnreadPart) =>
        void response.write(packLine({ unread: { from: String(from), to: String(to), reason } }));
      for await (const rows of served.engine.run(unpackQuery(body), gone, onUnread)) {
        if (!response.write(packLine({ rows }))) await waitUntilTaken(response, slowestReadMs);
      }
      response.end(packLine({ done: true }));
    } catch (error) {
      const { code, message } = explainFailure(error);
      response.end(packLine({ failure: { code, message } }));
    }
  }
}

/** Whether an address is a pipe of Windows, which is no file. */
export function isPipe(address: string): boolean {
  return address.startsWith("\\\\");
}

function answer(response: ServerResponse, body: unknown, status = 200): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_QUERY) throw new Error("The query is too long.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
