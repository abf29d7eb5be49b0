import { CORS_HEADERS, PREFLIGHT_HEADERS } from "./cors";
import { type Door, type DoorName, matchDoor } from "./match-door";
import { receiveEnvelope } from "./receive-envelope";
import { receiveSecurity } from "./receive-security";
import { receiveStore } from "./receive-store";
import type { ActiveRequest, IngestRequest, IngestResponse } from "./request";
import { reserveMemory } from "./reserve-memory";
import { respondError, respondJson } from "./respond";

const RECEIVERS: Record<DoorName, (request: ActiveRequest, door: Door) => Promise<IngestResponse>> = {
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
  const memory = reserveMemory();
  try {
    return await RECEIVERS[door.name]({ ...request, memory }, door);
  } catch (error) {
    return respondError(error);
  } finally {
    memory.release();
  }
}
