import { type APIRequestContext, expect } from "@playwright/test";
import type { ListenerKind } from "@/lib/logs/listen/schemas";
import type { ListenerList } from "@/lib/logs/listeners/schemas";
import type { LogPage, LogRow, LogTable } from "@/lib/logs/schemas";
import { findPort } from "./find-port";
import { waitUntil } from "./wait-until";

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
  listen(slug: string, kind: ListenerKind, signal: AbortSignal): Promise<number>;
  /** The certificate that listeners with TLS show: a file of PEM. */
  certificate(): Promise<string>;
  /** What the listener of a project says of itself, for who wonders where lines are. */
  describeListener(slug: string): Promise<string>;
}

export function openLogApi(request: APIRequestContext, baseURL: string): LogApi {
  const headers = { origin: baseURL, "sec-fetch-site": "same-origin" };

  async function post<T>(path: string, data: object): Promise<T> {
    const answer = await request.post(path, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  }

  async function list(): Promise<ListenerList> {
    return (await (await request.get("/api/v1/logs/listeners")).json()) as ListenerList;
  }

  return {
    async lines(slug, query) {
      const question = { project: [slug], query, from: since, order: "oldest", limit: 50 };
      return (await post<LogPage>("/api/v1/logs/search", question)).lines;
    },
    async table(slug, query) {
      return (await post<LogTable>("/api/v1/logs/run", { project: [slug], query, from: since })).rows;
    },
    async listen(slug, kind, signal) {
      const port = await findPort();
      const { id } = await post<{ id: string }>("/api/v1/logs/listeners", { kind, port, project: slug });
      return waitUntil(
        async () => {
          const own = (await list()).listeners.find((listener) => listener.id === id);
          if (own?.trouble) throw new Error(own.trouble);
          return own?.state === "listening" ? port : undefined;
        },
        () => `the listener ${kind} on port ${port} was not opened in time`,
        { ms: LISTENING_MS, signal },
      );
    },
    async certificate() {
      const { tls } = await list();
      if (!tls?.certificate) throw new Error(`the server has no certificate: ${tls?.trouble}`);
      return tls.certificate.file;
    },
    async describeListener(slug) {
      const own = (await list()).listeners.find(({ project }) => project?.slug === slug);
      if (!own) return "it has no listener";
      const { state, port, lines, refused } = own;
      return `its listener is ${state} on port ${port} and counts ${lines} stored, ${refused} refused`;
    },
  };
}
