import { CORS_HEADERS } from "@/lib/ingest/cors";
import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { readPush } from "@/lib/logs/parse/loki/read-push";
import { pushRequest } from "@/lib/logs/parse/loki/shapes";
import { decodeMessage } from "@/lib/logs/parse/protobuf/decode-message";
import { decompress } from "@/lib/logs/parse/snappy/decompress";
import type { Json } from "@/lib/protocol/event";
import { parseJson } from "@/lib/protocol/parse-json";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { describeRefusal } from "./describe-refusal";
import type { LogDoor } from "./match-log-door";
import { type Batch, openBatch } from "./open-batch";
import { refuseMethod } from "./refuse-method";

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_VALUES = 1_000_000;
const OPEN_BRACE = 0x7b;

/** Loki's push door and its `/ready`: 204 when all that can be read is stored. */
export async function receiveLoki(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  const refused = refuseMethod(request, ...(door.action === "ready" ? ["GET", "HEAD"] : ["POST"]));
  if (refused) return refused;
  if (door.action === "ready") return respond(200, "ready\n");
  try {
    const batch = await openBatch(request, door);
    const lines = await batch.read(() => readPush(decode(batch, request), batch.arrival));
    const good = lines.filter((line) => line !== null);
    const bad = lines.length - good.length;
    if (bad > 0) batch.reject("invalid_entry", `${bad} entries have no text`, batch.body, { lines: bad });
    if (bad > 0 && good.length === 0)
      throw new ProtocolError(400, "invalid_entry", "an entry is a time and a line of text");
    await batch.accept(good);
    return { status: 204, headers: CORS_HEADERS, body: "" };
  } catch (error) {
    const { status, message, headers } = describeRefusal(error);
    return respond(status, `${message}\n`, headers);
  }
}

/** Protobuf comes as a block of Snappy; a length of 123 looks like an opening brace, so the header is asked first. */
function decode({ body, holdValues }: Batch, { headers, memory }: ActiveRequest): Json {
  const type = headers["content-type"] ?? "";
  const isJson = type.includes("json") || (!type.includes("protobuf") && body[0] === OPEN_BRACE);
  if (isJson) return parseJson(body, { nodes: MAX_VALUES, counted: holdValues });
  if (body.length === 0) return {};
  const message = decompress(body, MAX_BYTES, memory.add);
  return decodeMessage(message, pushRequest, holdValues);
}

function respond(status: number, body: string, headers: Record<string, string> = {}): IngestResponse {
  return {
    status,
    headers: {
      ...CORS_HEADERS,
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      ...headers,
    },
    body,
  };
}
