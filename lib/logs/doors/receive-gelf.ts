import { CORS_HEADERS } from "@/lib/ingest/cors";
import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { explainGelf, readGelf } from "@/lib/logs/parse/gelf/read-gelf";
import { describeRefusal } from "./describe-refusal";
import type { LogDoor } from "./match-log-door";
import { openBatch } from "./open-batch";
import { refuseMethod } from "./refuse-method";

/** GELF over HTTP: 202 and nothing else once all that can be read is stored, as Graylog answers before it decodes. */
export async function receiveGelf(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  const refused = refuseMethod(request, "POST");
  if (refused) return refused;
  try {
    const batch = await openBatch(request, door);
    const pieces = await batch.read(() => readGelf(batch.body.toString("utf8"), batch.arrival));
    for (const { trouble, ...piece } of pieces)
      if (trouble && "text" in piece) batch.reject(trouble, explainGelf(trouble), piece.text);
    await batch.accept(pieces.flatMap(({ line }) => line ?? []));
    return { status: 202, headers: CORS_HEADERS, body: "" };
  } catch (error) {
    const { status, message, headers } = describeRefusal(error);
    return {
      status,
      headers: { ...CORS_HEADERS, "content-type": "text/plain; charset=utf-8", ...headers },
      body: message,
    };
  }
}
