import type { LogLine, LogValue } from "@/lib/logs/line";
import { DEFAULT_SEVERITY, readLevel } from "./read-level";
import { readTime } from "./read-time";

type LogObject = { [key: string]: LogValue };

/** What a container of logs holds. */
export interface SentryLogs {
  lines: LogLine[];
  /** How many of its items are no logs. */
  invalid: number;
}

/**
 * The lines of a `log` item of an envelope, `{"items": [{timestamp, level, body, trace_id, attributes: {key: {value, type}}}]}`.
 * SDKs give microseconds and number the lines within one (`sentry.timestamp.sequence`), so the number goes where the nanoseconds are.
 * Null for what is no such list.
 * Format: https://develop.sentry.dev/sdk/telemetry/logs/
 */
export function readSentryLogs(payload: LogValue, arrival: bigint): SentryLogs | null {
  const items = isObject(payload) ? payload["items"] : undefined;
  if (!Array.isArray(items)) return null;
  const lines: LogLine[] = [];
  let invalid = 0;
  for (const item of items) {
    const line = isObject(item) ? readLog(item, arrival) : undefined;
    if (line) lines.push(line);
    else invalid++;
  }
  return { lines, invalid };
}

function readLog(item: LogObject, arrival: bigint): LogLine | undefined {
  const { body } = item;
  if (body === undefined || body === null) return undefined;
  const attributes = readAttributes(item["attributes"]);
  const word = readLevel(item["level"]);
  const number = readLevel(item["severity_number"] ?? null, "otel");
  return {
    time: readSequencedTime(item["timestamp"], attributes) ?? arrival,
    severity: number?.severity ?? word?.severity ?? DEFAULT_SEVERITY,
    level: word?.level ?? textOf(item["level"])?.slice(0, 64),
    host: take(attributes, "server.address"),
    service: take(attributes, "service.name"),
    logger: take(attributes, "logger.name"),
    traceId: textOf(item["trace_id"]),
    spanId: textOf(item["span_id"]) ?? take(attributes, "sentry.trace.parent_span_id"),
    message: typeof body === "string" ? body : JSON.stringify(body),
    attributes,
  };
}

/** Values without their types: JSON tells them apart as well. Whole numbers that were sent as texts become numbers again. */
function readAttributes(sent: LogValue | undefined): LogObject {
  const attributes: LogObject = {};
  if (!isObject(sent)) return attributes;
  for (const key of Object.keys(sent)) {
    const attribute = sent[key] as LogValue;
    if (key === "__proto__") continue;
    if (!isObject(attribute) || !("value" in attribute)) attributes[key] = attribute;
    else attributes[key] = asTyped(attribute["value"], attribute["type"]);
  }
  return attributes;
}

const INTEGER = /^-?\d{1,19}$/;

function asTyped(value: LogValue, type: LogValue | undefined): LogValue {
  if (typeof value !== "string") return value;
  if (type === "integer" && INTEGER.test(value)) return BigInt(value);
  if (type === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}

function readSequencedTime(value: LogValue | undefined, attributes: LogObject): bigint | undefined {
  const time = readTime(value);
  const sequence = attributes["sentry.timestamp.sequence"];
  const isNumbered = typeof sequence === "number" && Number.isInteger(sequence) && sequence > 0;
  if (time === undefined || !isNumbered || time % 1_000n !== 0n) return time;
  return time + BigInt(Math.min(sequence, 999));
}

/** An attribute that is a field here: it leaves the attributes. */
function take(attributes: LogObject, key: string): string | undefined {
  const value = attributes[key];
  if (typeof value !== "string" || value === "") return undefined;
  delete attributes[key];
  return value;
}

function textOf(value: LogValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isObject(value: LogValue | undefined): value is LogObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
