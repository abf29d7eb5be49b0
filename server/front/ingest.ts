import type { IncomingMessage, ServerResponse } from "node:http";
import { receive } from "@/lib/ingest/receive";
import { drain } from "./drain";

/** Answers an SDK. `target` is path and query. A body that was refused unread is thrown away as it comes. */
export async function ingest(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  remoteAddress: string | undefined,
): Promise<void> {
  const path = pathOf(target);
  const answer = await receive({
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(target.slice(path.length)),
    headers: request.headers as Record<string, string | undefined>,
    // Left half-read, the request must stay open: its end would be the connection's, and the answer lost.
    body: { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) },
    remoteAddress,
  });
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  response.end(answer.body);
  if (!request.complete) drain(request);
}

/** A request target without its query. */
export function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "/";
}
