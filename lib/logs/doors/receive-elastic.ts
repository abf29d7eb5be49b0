import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { authenticateSender } from "./authenticate-sender";
import { describeRefusal } from "./describe-refusal";
import { probeElastic } from "./elastic/probe";
import { receiveBulk } from "./elastic/receive-bulk";
import { respondElastic } from "./elastic/respond";
import type { LogDoor } from "./match-log-door";
import { refuseMethod } from "./refuse-method";

const TYPES: Record<number, string> = {
  401: "security_exception",
  413: "content_too_long_exception",
  429: "es_rejected_execution_exception",
  503: "unavailable_shards_exception",
};

/**
 * As much of Elasticsearch as its senders ask for: what they probe before they send, and `_bulk`. A whole request is refused with
 * 429 or 503 and comes again; a document that can never be stored is refused alone.
 */
export async function receiveElastic(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  try {
    if (door.action === "bulk") {
      return refuseMethod(request, "POST", "PUT") ?? (await receiveBulk(request, door));
    }
    await authenticateSender(request, door);
    return probeElastic(request, door);
  } catch (error) {
    const { status: meant, message: reason, headers } = describeRefusal(error);
    // Elasticsearch says 403 only to people that it knows.
    const status = meant === 403 ? 401 : meant;
    const cause = { type: TYPES[status] ?? "illegal_argument_exception", reason };
    const challenge: Record<string, string> =
      status === 401 ? { "www-authenticate": 'ApiKey, Basic realm="security", charset="UTF-8"' } : {};
    return respondElastic(
      request,
      status,
      { error: { root_cause: [cause], ...cause }, status },
      { ...challenge, ...headers },
    );
  }
}
