import { respondJson } from "@/lib/ingest/respond";
import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { readLoggly } from "@/lib/logs/parse/loggly/read-loggly";
import { readTags } from "@/lib/logs/parse/loggly/read-tags";
import { describeRefusal } from "./describe-refusal";
import type { LogDoor } from "./match-log-door";
import { openBatch } from "./open-batch";
import { refuseMethod } from "./refuse-method";

/**
 * Loggly's `/inputs` and `/bulk`: 200 and `{"response":"ok"}`. 403 stops a 2.x Node client for good, so nothing but a
 * token that is none gets it.
 */
export async function receiveLoggly(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  const refused = refuseMethod(request, "POST");
  if (refused) return refused;
  try {
    const batch = await openBatch(request, door);
    const tags = readTags([...(door.tags ?? []), request.headers["x-loggly-tag"], request.query.get("tag")]);
    const isForm = (request.headers["content-type"] ?? "").includes("x-www-form-urlencoded");
    const lines = await batch.read(() =>
      readLoggly(batch.body.toString("utf8"), {
        isBulk: door.action === "bulk",
        isForm,
        defaults: { time: batch.arrival, ...(tags.length > 0 && { attributes: { tags } }) },
      }),
    );
    await batch.accept(lines);
    return respondJson(200, { response: "ok" });
  } catch (error) {
    const { status, message, headers } = describeRefusal(error);
    // A missing token is a bad one here: clients know nothing of 401.
    return respondJson(status === 401 ? 403 : status, { response: "error", error: message }, headers);
  }
}
