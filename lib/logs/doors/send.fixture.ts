import type { IngestResponse } from "@/lib/ingest/request";
import { findLogDoor, receiveLogs } from "./receive-logs";

/** An answer with its body as text. */
export type Answer = IngestResponse & { text: string };

/** Sends one request through the doors as the front does. */
export async function send(
  method: string,
  address: string,
  { headers = {}, body = "" }: { headers?: Record<string, string>; body?: string | Uint8Array } = {},
): Promise<Answer> {
  const [path = "/", search = ""] = address.split("?", 2);
  const bytes = Buffer.from(body);
  const request = {
    method,
    path,
    query: new URLSearchParams(search),
    headers: { "content-length": String(bytes.length), ...headers },
    body: (async function* () {
      if (bytes.length > 0) yield bytes;
    })(),
    remoteAddress: "192.0.2.1",
  };
  const door = findLogDoor(request);
  if (!door) throw new Error(`no door at ${method} ${address}`);
  const answer = await receiveLogs(request, door);
  return { ...answer, text: Buffer.from(answer.body).toString() };
}
