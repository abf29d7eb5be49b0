import { ProtocolError } from "@/lib/protocol/protocol-error";
import { PREFLIGHT_HEADERS, CORS_HEADERS } from "./cors";
import { type DoorName, matchDoor, type Door } from "./match-door";
import { receiveEnvelope } from "./receive-envelope";
import { receiveSecurity } from "./receive-security";
import { receiveStore } from "./receive-store";
import type { IngestRequest, IngestResponse } from "./request";
import { respondError, respondJson } from "./respond";

const RECEIVERS: Record<DoorName, (request: IngestRequest, door: Door) => Promise<IngestResponse>> = {
  store: receiveStore,
  envelope: receiveEnvelope,
  security: receiveSecurity,
};

/**
 * The ingest door: answers one request of an SDK. 200 stands for "committed". Never throws; bad input gets a 4xx that
 * names the reason, also in `X-Sentry-Error` (statuses as in Relay of 2024-12, request_meta.rs and common.rs).
 */
export async function receive(request: IngestRequest): Promise<IngestResponse> {
  const door = matchDoor(request.path);
  if (!door) return respondJson(404, { detail: "there is nothing at this address", causes: [] });
  if (request.method === "OPTIONS") return { status: 200, headers: PREFLIGHT_HEADERS, body: "" };
  const allowed = door.name === "store" ? ["POST", "GET"] : ["POST"];
  if (!allowed.includes(request.method)) {
    return { status: 405, headers: { ...CORS_HEADERS, allow: [...allowed, "OPTIONS"].join(", ") }, body: "" };
  }
  try {
    return await RECEIVERS[door.name](request, door);
  } catch (error) {
    return respondError(
      abortedByClient(error)
        ? new ProtocolError(400, "aborted", "the request ended before its body was complete")
        : error,
    );
  }
}

function abortedByClient(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}
