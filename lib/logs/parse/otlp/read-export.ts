import type { LogLine, LogValue } from "@/lib/logs/line";
import { lineFromObject, lineFromText } from "@/lib/logs/parse/from-object";
import { readLevel } from "@/lib/logs/parse/read-level";
import type { Json, JsonObject } from "@/lib/protocol/event";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { asObject, listOf, readAnyValue, readKeyValues } from "./read-any-value";

type Pairs = [string, LogValue][];

/** What the records of one scope have in common. */
interface Surroundings {
  logger?: string;
  pairs: Pairs;
}

/**
 * The lines of an `ExportLogsServiceRequest` in its JSON form, one for each record; null for a record that is none. Attributes of
 * the resource and of the scope are added to each line: under `resource.` where the record has one of that name itself,
 * the scope's under `otel.scope.`. `arrival` is in nanoseconds. Throws 400 `invalid_otlp` for what is no such request.
 */
export function* readExport(request: Json, arrival: bigint): Generator<LogLine | null> {
  const all = isObject(request) ? (get(request, "resourceLogs") ?? []) : undefined;
  if (!Array.isArray(all)) {
    throw new ProtocolError(400, "invalid_otlp", "no ExportLogsServiceRequest", [
      "a list resourceLogs is expected",
    ]);
  }
  for (const part of all) {
    const resource = asObject(asObject(part)["resource"]);
    const ofResource = readKeyValues(get(resource, "attributes"));
    addDropped(ofResource, resource, "otel.resource.dropped_attributes_count");
    for (const scoped of listOf(get(asObject(part), "scopeLogs"))) {
      const scope = asObject(asObject(scoped)["scope"]);
      const surroundings = { logger: textOf(scope["name"]), pairs: [...ofResource, ...pairsOfScope(scope)] };
      for (const record of listOf(get(asObject(scoped), "logRecords")))
        yield isObject(record) ? readRecord(record, surroundings, arrival) : null;
    }
  }
}

function pairsOfScope(scope: JsonObject): Pairs {
  const pairs = readKeyValues(get(scope, "attributes"));
  const version = textOf(scope["version"]);
  if (version) pairs.push(["version", version]);
  addDropped(pairs, scope, "dropped_attributes_count");
  return pairs.map(([key, value]) => [`otel.scope.${key}`, value]);
}

function readRecord(record: JsonObject, { logger, pairs }: Surroundings, arrival: bigint): LogLine {
  const attributes = new Map(readKeyValues(get(record, "attributes")));
  for (const [key, value] of pairs) {
    if (!attributes.has(key)) attributes.set(key, value);
    else if (attributes.get(key) !== value) attributes.set(`resource.${key}`, value);
  }
  addExtras(attributes, record);
  const time = nanoseconds(get(record, "timeUnixNano"));
  const level = textOf(get(record, "severityText"));
  const body = readAnyValue(record["body"]);
  const defaults = {
    time: time ?? nanoseconds(get(record, "observedTimeUnixNano")) ?? arrival,
    level,
    host: take(attributes, "host.name"),
    service: take(attributes, "service.name"),
    logger,
    source: take(attributes, "log.file.path") ?? take(attributes, "log.file.name"),
    attributes: Object.fromEntries(attributes),
  };
  const line = isMap(body) ? lineFromObject(body, defaults) : lineFromText(toText(body), defaults);
  if (time !== undefined) line.time = time;
  const severity = readSeverity(get(record, "severityNumber"));
  if (severity !== undefined) Object.assign(line, { severity, level });
  const traceId = readId(get(record, "traceId"), 16);
  const spanId = readId(get(record, "spanId"), 8);
  if (traceId) line.traceId = traceId;
  if (spanId) line.spanId = spanId;
  return line;
}

function addExtras(attributes: Map<string, LogValue>, record: JsonObject): void {
  const eventName = textOf(get(record, "eventName"));
  if (eventName) attributes.set("event.name", eventName);
  const flags = record["flags"];
  if (typeof flags === "number" && flags > 0) attributes.set("trace_flags", flags);
  const dropped = get(record, "droppedAttributesCount");
  if (typeof dropped === "number" && dropped > 0) attributes.set("otel.dropped_attributes_count", dropped);
}

function addDropped(pairs: Pairs, owner: JsonObject, key: string): void {
  const dropped = get(owner, "droppedAttributesCount");
  if (typeof dropped === "number" && dropped > 0) pairs.push([key, dropped]);
}

/** Protobuf's JSON form may be written with either name of a field. */
function get(object: JsonObject, name: string): Json | undefined {
  return object[name] ?? object[SNAKE_NAMES[name] ?? name];
}

const SNAKE_NAMES: Record<string, string> = {
  resourceLogs: "resource_logs",
  scopeLogs: "scope_logs",
  logRecords: "log_records",
  timeUnixNano: "time_unix_nano",
  observedTimeUnixNano: "observed_time_unix_nano",
  severityNumber: "severity_number",
  severityText: "severity_text",
  traceId: "trace_id",
  spanId: "span_id",
  eventName: "event_name",
  droppedAttributesCount: "dropped_attributes_count",
};

/** 0 means unknown. */
function nanoseconds(value: Json | undefined): bigint | undefined {
  const isTime =
    typeof value === "string" ? /^\d{1,19}$/.test(value) : Number.isSafeInteger(value) && Number(value) > 0;
  const time = isTime ? BigInt(value as string | number) : 0n;
  return time > 0n && time < 2n ** 63n ? time : undefined;
}

/** A number from 1 to 24, or the name of one (`SEVERITY_NUMBER_WARN2`). */
function readSeverity(value: Json | undefined): number | undefined {
  if (typeof value === "string" && value.startsWith("SEVERITY_NUMBER_"))
    return readLevel(value.slice("SEVERITY_NUMBER_".length))?.severity;
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 24 ? Number(value) : undefined;
}

/** Hex, or base64 as plain JSON mapping has it; an id of nothing but zeros is none. */
function readId(value: Json | undefined, bytes: number): string | undefined {
  const text = textOf(value);
  if (!text) return undefined;
  const decoded = text.length === bytes * 2 ? text : Buffer.from(text, "base64").toString("hex");
  const id = decoded.length === bytes * 2 ? decoded.toLowerCase() : text;
  return /^0*$/.test(id) ? undefined : id;
}

/** The text of that attribute, which is then no attribute any more. */
function take(attributes: Map<string, LogValue>, key: string): string | undefined {
  const value = attributes.get(key);
  if (typeof value !== "string" || value === "") return undefined;
  attributes.delete(key);
  return value;
}

function toText(body: LogValue): string {
  if (body === null) return "";
  return typeof body === "object" ? JSON.stringify(body, bigintAsText) : String(body);
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isMap(value: LogValue): value is Record<string, LogValue> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
