import type { IngestRequest, IngestResponse } from "@/lib/ingest/request";
import { respondJson } from "@/lib/ingest/respond";
import type { LogDoor } from "./match-log-door";

/** Answers one request of a log sender. Never throws. */
export async function receiveLogs(_request: IngestRequest, _door: LogDoor): Promise<IngestResponse> {
  return respondJson(404, { detail: "there is nothing at this address", causes: [] });
}
