import type { IncomingMessage, ServerResponse } from "node:http";
import { receive } from "@/lib/ingest/receive";

/** Answers an SDK. A body that was refused unread is not worth reading: the connection closes after the answer. */
export async function ingest(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  remoteAddress: string | undefined,
): Promise<void> {
  const search = (request.url ?? "").slice(path.length);
  const answer = await receive({
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    headers: request.headers as Record<string, string | undefined>,
    body: request,
    remoteAddress,
  });
  if (!request.complete) answer.headers = { ...answer.headers, connection: "close" };
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  response.end(answer.body);
}
