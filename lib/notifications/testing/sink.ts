import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Seen = { path: string; headers: IncomingHttpHeaders; body: string };
type Answer = { status: number; body?: string; headers?: Record<string, string> };

export type Sink = {
  url: string;
  seen: Seen[];
  /** What is answered next, in order; then 200. */
  answers: Answer[];
  /** Answers to this path wait until the function that it gives is called. */
  hold(path: string): () => void;
  close(): Promise<void>;
};

/** A server that takes whatever it is sent. */
export async function openSink(): Promise<Sink> {
  const seen: Seen[] = [];
  const answers: Answer[] = [];
  let heldPath = "";
  const held: ServerResponse[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString("utf8")));
    request.on("end", () => {
      const path = request.url ?? "";
      seen.push({ path, headers: request.headers, body });
      if (path === heldPath) {
        held.push(response);
        return;
      }
      const answer = answers.shift() ?? { status: 200, body: "ok" };
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answers,
    hold(path) {
      heldPath = path;
      return () => {
        heldPath = "";
        for (const response of held.splice(0)) response.end("ok");
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
