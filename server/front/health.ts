import type { IncomingMessage, ServerResponse } from "node:http";
import { answerHealthz, answerReadyz } from "@/lib/health/answer-health";
import { pathOf } from "./ingest";

const doors = new Map([
  ["/healthz", answerHealthz],
  ["/readyz", answerReadyz],
]);

/** Whether a request target is one of the health doors. */
export function isHealthDoor(target: string): boolean {
  return doors.has(pathOf(target));
}

/** Answers a health door here, so that it speaks of this process and also while the pages are away. */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
): Promise<void> {
  const door = doors.get(pathOf(target));
  if (!door || (request.method !== "GET" && request.method !== "HEAD")) {
    response.writeHead(405, { allow: "GET, HEAD", connection: "close" }).end();
    return;
  }
  const { cookie } = request.headers;
  // Nothing else of the request decides anything; the host is not the client's to choose.
  const answer = await door(new Request("http://localhost/", { headers: cookie ? { cookie } : {} }));
  const body = await answer.text();
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    "content-length": Buffer.byteLength(body),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
