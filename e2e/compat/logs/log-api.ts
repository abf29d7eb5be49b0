import { createServer } from "node:net";
import { type APIRequestContext, expect } from "@playwright/test";
import type { ListenerKind } from "@/lib/logs/listen/schemas";
import type { ListenerList } from "@/lib/logs/listeners/schemas";
import type { LogPage, LogRow, LogTable } from "@/lib/logs/schemas";

const since = "-1h";
/** The front looks every three seconds; a busy machine takes longer for everything. */
const LISTENING_MS = 60_000;

/** Our own API for logs, as a signed-in person has it. */
export interface LogApi {
  /** The first lines of a project. */
  lines(slug: string, query: string): Promise<LogRow[]>;
  /** The rows of a table. */
  table(slug: string, query: string): Promise<LogTable["rows"]>;
  /** Opens a listener for a project and waits until it listens; its port. */
  listen(slug: string, kind: ListenerKind): Promise<number>;
}

export function openLogApi(request: APIRequestContext, baseURL: string): LogApi {
  const headers = { origin: baseURL, "sec-fetch-site": "same-origin" };

  async function post<T>(path: string, data: object): Promise<T> {
    const answer = await request.post(path, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  }

  return {
    async lines(slug, query) {
      const question = { project: [slug], query, from: since, order: "oldest", limit: 50 };
      return (await post<LogPage>("/api/v1/logs/search", question)).lines;
    },
    async table(slug, query) {
      return (await post<LogTable>("/api/v1/logs/run", { project: [slug], query, from: since })).rows;
    },
    async listen(slug, kind) {
      const port = await freePort();
      const { id } = await post<{ id: string }>("/api/v1/logs/listeners", { kind, port, project: slug });
      await expect
        .poll(
          async () => {
            const answer = await request.get("/api/v1/logs/listeners");
            const { listeners } = (await answer.json()) as ListenerList;
            const found = listeners.find((listener) => listener.id === id);
            return found?.trouble || found?.state;
          },
          { timeout: LISTENING_MS },
        )
        .toBe("listening");
      return port;
    },
  };
}

/**
 * Below those that the system gives to whoever asks for any, so that no client of another test comes by one; each worker
 * has a hundred of its own.
 */
let lastPort = 11_000 + (process.pid % 80) * 100;

/** The next one that nobody listens on. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = ++lastPort;
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
