import { CORS_HEADERS } from "@/lib/ingest/cors";
import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { defaultsOf, readEvents, readMetadata } from "@/lib/logs/parse/hec/read-events";
import { readRaw } from "@/lib/logs/parse/hec/read-raw";
import type { Json } from "@/lib/protocol/event";
import { parseJson } from "@/lib/protocol/parse-json";
import { authenticateSender } from "./authenticate-sender";
import { describeRefusal } from "./describe-refusal";
import type { LogDoor } from "./match-log-door";
import { type Batch, openBatch } from "./open-batch";
import { readLogBody } from "./read-log-body";
import { refuseMethod } from "./refuse-method";

/** Splunk's reply codes with their status and text, as its clients test them. */
const REPLIES = {
  0: [200, "Success"],
  2: [401, "Token is required"],
  3: [401, "Invalid authorization"],
  4: [403, "Invalid token"],
  5: [400, "No data"],
  6: [400, "Invalid data format"],
  9: [503, "Server is busy"],
  10: [400, "Data channel is missing"],
  12: [400, "Event field is required"],
  13: [400, "Event field cannot be blank"],
  17: [200, "HEC is healthy"],
  27: [413, "Request entity too large"],
} as const;
type ReplyCode = keyof typeof REPLIES;

const TROUBLE = { 6: "invalid_json", 12: "missing_event", 13: "blank_event" } as const;

/**
 * Ids of acknowledgements. One is given only for what is durable, so all that anybody asks for are true and nothing has to be
 * remembered. They begin with the clock, so that neither a restart nor a second process gives one twice.
 */
let lastAckId = Date.now() * 1_000;

/**
 * Splunk's HTTP Event Collector. All events of a body that are good are stored, whatever the others are; the reply names the
 * first that is not. Whoever names a channel gets an `ackId`.
 */
export async function receiveHec(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  const refused = refuseMethod(request, ...(door.action === "health" ? ["GET", "HEAD"] : ["POST"]));
  if (refused) return refused;
  try {
    if (door.action === "health") return await tellHealth(request, door);
    if (door.action === "ack") return await tellAcks(request, door);
    const batch = await openBatch(request, door);
    if (isBlank(batch.body)) return reply(5);
    return door.action === "raw" ? await receiveRaw(request, batch) : await receiveEvents(request, batch);
  } catch (error) {
    return refuseHec(error, request);
  }
}

async function receiveEvents(request: ActiveRequest, batch: Batch): Promise<IngestResponse> {
  const metadata = readMetadata(Object.fromEntries(request.query));
  const pieces = await batch.read(() => readEvents(batch.body.toString("utf8"), batch.arrival, metadata));
  for (const piece of pieces)
    if (piece.code) batch.reject(TROUBLE[piece.code], REPLIES[piece.code][1], piece.text);
  await batch.accept(pieces.flatMap(({ line }) => line ?? []));
  const first = pieces.findIndex(({ code }) => code !== undefined);
  const code = pieces[first]?.code;
  return code === undefined ? success(request) : reply(code, { "invalid-event-number": first });
}

async function receiveRaw(request: ActiveRequest, batch: Batch): Promise<IngestResponse> {
  const metadata = readMetadata(Object.fromEntries(request.query));
  const defaults = defaultsOf(metadata, batch.arrival);
  await batch.accept(await batch.read(() => readRaw(batch.body.toString("utf8"), defaults)));
  return success(request);
}

function success(request: ActiveRequest): IngestResponse {
  return reply(0, channelOf(request) === undefined ? {} : { ackId: lastAckId++ });
}

/** Needs no token, as at Splunk; one that is wrong is told so. */
async function tellHealth(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  try {
    await authenticateSender(request, door);
  } catch (error) {
    const { reason } = describeRefusal(error);
    if (reason === "unknown_key") return reply(4, {}, 400);
    if (reason !== "missing_auth") throw error;
  }
  return reply(17);
}

async function tellAcks(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  await authenticateSender(request, door);
  if (channelOf(request) === undefined) return reply(10);
  const asked = parseJson(await readLogBody(request));
  const ids =
    typeof asked === "object" && asked !== null && !Array.isArray(asked) ? asked["acks"] : undefined;
  if (!Array.isArray(ids)) return reply(6);
  const acks = Object.fromEntries(ids.filter(isAckId).map((id) => [id, true]));
  return respond(200, { acks });
}

function isAckId(id: Json): id is number {
  return Number.isSafeInteger(id);
}

/** By header or query; a client that names one waits for acknowledgements. */
function channelOf({ headers, query }: ActiveRequest): string | undefined {
  return headers["x-splunk-request-channel"] || query.get("channel") || undefined;
}

function refuseHec(error: unknown, request: ActiveRequest): IngestResponse {
  const { status, reason, headers } = describeRefusal(error);
  if (status === 401) return reply(request.headers["authorization"] ? 3 : 2);
  if (reason === "unknown_key") return reply(4);
  if (status === 413) return reply(27);
  if (status === 429 || status >= 500 || status === 408) return reply(9, {}, 503, headers);
  return reply(6, { "invalid-event-number": 0 });
}

function reply(
  code: ReplyCode,
  more: Record<string, number> = {},
  status: number = REPLIES[code][0],
  headers: Record<string, string> = {},
): IngestResponse {
  return respond(status, { text: REPLIES[code][1], code, ...more }, headers);
}

function respond(status: number, body: object, headers: Record<string, string> = {}): IngestResponse {
  return {
    status,
    headers: {
      ...CORS_HEADERS,
      "content-type": "application/json; charset=UTF-8",
      "x-content-type-options": "nosniff",
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

/** Looks at no more than it must. */
function isBlank(body: Buffer): boolean {
  return body.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
