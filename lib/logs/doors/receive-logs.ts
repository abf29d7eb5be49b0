import { CORS_HEADERS } from "@/lib/ingest/cors";
import type { IngestRequest, IngestResponse } from "@/lib/ingest/request";
import { reserveMemory } from "@/lib/ingest/reserve-memory";
import { respondJson } from "@/lib/ingest/respond";
import { findToken } from "./find-token";
import { type LogDoor, matchElasticProbe, matchLogDoor } from "./match-log-door";
import { logReceivers } from "./registry";
import { respondLogError } from "./respond-log";

const PREFLIGHT_HEADERS: Record<string, string> = {
  ...CORS_HEADERS,
  "access-control-allow-methods": "POST, PUT, GET, HEAD, OPTIONS",
  "access-control-allow-headers":
    "authorization, content-type, content-encoding, x-jackdaw-token, x-api-key, x-sentry-auth, x-loggly-tag, " +
    "x-splunk-request-channel, x-scope-orgid, x-requested-with, accept, origin, referer",
  "access-control-max-age": "3600",
  // Splunk's and Graylog's clients read this one.
  allow: "POST, PUT, GET, HEAD, OPTIONS",
};

/** Which log door a request is for; null when it is somebody else's. */
export function findLogDoor(
  request: Pick<IngestRequest, "method" | "path" | "headers" | "query">,
): LogDoor | null {
  const { method, path, headers } = request;
  const door = matchLogDoor(path);
  if (door || (method !== "HEAD" && method !== "GET")) return door;
  const userAgent = headers["user-agent"];
  return matchElasticProbe(method, path, { hasToken: findToken(request).token !== null, userAgent });
}

/**
 * Answers one request of a log sender. Success stands for "durable". Never throws; what is wrong is answered in the words of
 * the sender's protocol.
 */
export async function receiveLogs(request: IngestRequest, door: LogDoor): Promise<IngestResponse> {
  const receiver = logReceivers[door.name];
  if (!receiver) return respondJson(404, { detail: "there is nothing at this address", causes: [] });
  if (request.method === "OPTIONS") return { status: 200, headers: PREFLIGHT_HEADERS, body: "" };
  const memory = reserveMemory();
  try {
    return await receiver.receive({ ...request, memory }, door);
  } catch (error) {
    return receiver.refuse?.(error, door) ?? respondLogError(error);
  } finally {
    memory.release();
  }
}
