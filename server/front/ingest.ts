import type { IncomingMessage, ServerResponse } from "node:http";
import { receive } from "@/lib/ingest/receive";
import type { IngestRequest, IngestResponse } from "@/lib/ingest/request";
import { drain } from "./drain";
import { type Pace, pacedBody } from "./paced-body";

const REQUEST_TIMEOUT = 408;
const TOO_LARGE = 413;

/** Who answers a request that was read: the door of SDKs, or that of log senders. */
export type Receive = (request: IngestRequest) => Promise<IngestResponse>;

/**
 * Answers an SDK or a log sender. `target` is path and query. A body that was refused unread is thrown away as it comes; who sent a bomb
 * or too slowly has to connect again.
 */
export async function ingest(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  remoteAddress: string | undefined,
  pace?: Pace,
  by: Receive = receive,
): Promise<void> {
  const path = pathOf(target);
  const answer = await by({
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(target.slice(path.length)),
    headers: request.headers as Record<string, string | undefined>,
    body: pacedBody(request, pace),
    remoteAddress,
  });
  const closes = answer.status === REQUEST_TIMEOUT || (answer.status === TOO_LARGE && request.complete);
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(closes && { connection: "close" }),
    "content-length": Buffer.byteLength(answer.body),
  });
  if (request.complete || answer.status === REQUEST_TIMEOUT) {
    response.end(answer.body);
    return;
  }
  // The answer is whole without its end, which for a client that asked so is the connection's.
  response.flushHeaders();
  response.write(answer.body);
  drain(request, () => response.end());
}

/** A request target without its query. */
export function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "/";
}
