import { asIngestRequest, asWebResponse } from "@/lib/ingest/receive-web";
import { respondJson } from "@/lib/ingest/respond";
import { findLogDoor, receiveLogs } from "./receive-logs";

/** The log doors for a server that speaks web requests, such as a route handler: the same handler as the front's. */
export async function receiveLogsWeb(request: Request): Promise<Response> {
  const asked = asIngestRequest(request);
  const door = findLogDoor(asked);
  if (!door)
    return asWebResponse(respondJson(404, { detail: "there is nothing at this address", causes: [] }));
  return asWebResponse(await receiveLogs(asked, door));
}
