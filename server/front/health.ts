import type { IncomingMessage, ServerResponse } from "node:http";
import { answerHealthz, answerReadyz } from "@/lib/health/answer-health";

const doors = { "/healthz": answerHealthz, "/readyz": answerReadyz };

/** Whether a path is one of the health doors. */
export function isHealthDoor(path: string): path is keyof typeof doors {
  return Object.hasOwn(doors, path);
}

/** Answers a health door here, so that it speaks of this process and also while the pages are away. */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  path: keyof typeof doors,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD", connection: "close" }).end();
    return;
  }
  const { cookie } = request.headers;
  // Nothing else of the request decides anything; the host is not the client's to choose.
  const answer = await doors[path](new Request(`http://localhost${path}`, { headers: cookie ? { cookie } : {} }));
  const body = await answer.text();
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    "content-length": Buffer.byteLength(body),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
