import { CORS_HEADERS } from "@/lib/ingest/cors";
import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { readExport } from "@/lib/logs/parse/otlp/read-export";
import { exportRequest } from "@/lib/logs/parse/otlp/shapes";
import {
  exportResponseJson,
  exportResponseProtobuf,
  type ExportResult,
  statusProtobuf,
} from "@/lib/logs/parse/otlp/write-response";
import { decodeMessage } from "@/lib/logs/parse/protobuf/decode-message";
import { parseJson } from "@/lib/protocol/parse-json";
import { describeRefusal } from "./describe-refusal";
import type { LogDoor } from "./match-log-door";
import { openBatch } from "./open-batch";
import { refuseMethod } from "./refuse-method";

const MAX_VALUES = 1_000_000;
const OPEN_BRACE = 0x7b;

type Form = "json" | "protobuf";

/** Codes of google.rpc for the statuses that we give. */
const CODES: Record<number, number> = { 401: 16, 403: 7, 408: 4, 429: 8, 503: 14 };
const INVALID_ARGUMENT = 3;

/** OTLP/HTTP logs, answered in the form that they came in. Records that are none are a partial success. */
export async function receiveOtlp(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  const refused = refuseMethod(request, "POST");
  if (refused) return refused;
  let form = formOf(request.headers["content-type"]);
  try {
    const batch = await openBatch(request, door);
    form = sniff(batch.body) ?? form;
    const lines = await batch.read(() =>
      readExport(
        form === "json"
          ? parseJson(batch.body, { nodes: MAX_VALUES, counted: batch.holdValues })
          : decodeMessage(batch.body, exportRequest, batch.holdValues),
        batch.arrival,
      ),
    );
    const good = lines.filter((line) => line !== null);
    const rejected = lines.length - good.length;
    const message = rejected > 0 ? `${rejected} log records are no objects` : "";
    if (rejected > 0) batch.reject("invalid_record", message, batch.body, { lines: rejected });
    await batch.accept(good);
    return succeed({ rejected, message }, form);
  } catch (error) {
    const { status, message, headers } = describeRefusal(error);
    const code = CODES[status] ?? INVALID_ARGUMENT;
    const body = form === "json" ? JSON.stringify({ code, message }) : statusProtobuf(code, message);
    return respond(status, body, form, headers);
  }
}

function succeed(result: ExportResult, form: Form): IngestResponse {
  return respond(200, form === "json" ? exportResponseJson(result) : exportResponseProtobuf(result), form);
}

function respond(
  status: number,
  body: string | Uint8Array,
  form: Form,
  headers: Record<string, string> = {},
): IngestResponse {
  return {
    status,
    headers: {
      ...CORS_HEADERS,
      "content-type": form === "json" ? "application/json" : "application/x-protobuf",
      "x-content-type-options": "nosniff",
      ...headers,
    },
    body,
  };
}

function formOf(contentType = ""): Form {
  return contentType.includes("protobuf") ? "protobuf" : "json";
}

/** An opening brace never begins a protobuf message (it would be a group), and the request's one field never begins JSON. */
function sniff(body: Buffer): Form | undefined {
  if (body[0] === OPEN_BRACE) return "json";
  const isField = body[0] === 0x0a && body.length > 1 && body[1] !== OPEN_BRACE && !isSpace(body[1]);
  return isField ? "protobuf" : undefined;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
