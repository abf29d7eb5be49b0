import type { LogLine, LogValue } from "@/lib/logs/line";
import { type Field, type FieldName, fieldOf, NESTED } from "./field-names";
import { DEFAULT_SEVERITY, inferSeverity, type Level, readLevel } from "./read-level";
import { readTime } from "./read-time";

/** What a line is given that does not say otherwise. */
export interface LineDefaults {
  /** Arrival, nanoseconds since 1970. */
  time: bigint;
  /** A level in any spelling. */
  level?: string;
  host?: string;
  service?: string;
  logger?: string;
  source?: string;
  /** Added to every line that has no attribute of that name. */
  attributes?: Record<string, LogValue>;
}

type LogObject = Record<string, LogValue>;

/** What was found for a field so far: the lower the rank, the more certain is the name. */
interface Found {
  rank: number;
  key: string;
  value: LogValue;
  time?: bigint;
}

const MAX_SUMMARY = 512;
const HEX_32 = /^[0-9a-f]{32}$/i;

/**
 * The line that an object of any sender means: message, level, time, host, service, logger, source, trace and span id by the names that
 * are in use (Elastic's, OpenTelemetry's, pino's, bunyan's, Monolog's, journald's, Datadog's, …); everything else is an
 * attribute, so is a value that its field cannot be. Of several names for one field the most certain wins. Takes the object over.
 */
export function lineFromObject(object: LogObject, defaults: LineDefaults): LogLine {
  const attributes: LogObject = {};
  const found: Partial<Record<Field, Found>> = {};
  for (const key of Object.keys(object)) {
    const value = object[key] as LogValue;
    if (value === null || value === "") continue;
    const name = fieldOf(key);
    if (name === undefined) put(attributes, key, value);
    else if (typeof value === "object" && !Array.isArray(value) && name.nested) {
      takeNested(key, value, attributes, found);
    } else offer(found, attributes, name, key, value);
  }
  const name = found.name && nameOf(found, attributes);
  const message = messageOf(found.message, attributes);
  const level = levelOf(found, attributes) ?? readLevel(defaults.level);
  if (defaults.attributes) addDefaults(attributes, defaults.attributes);
  return {
    time: found.time?.time ?? defaults.time,
    severity: level?.severity ?? inferSeverity(message) ?? DEFAULT_SEVERITY,
    level: level?.level,
    host: textOf(found.host) ?? defaults.host,
    service: textOf(found.service) ?? name?.service ?? defaults.service,
    logger: textOf(found.logger) ?? name?.logger ?? defaults.logger,
    source: textOf(found.source) ?? defaults.source,
    traceId: traceOf(found.trace),
    spanId: textOf(found.span),
    message,
    attributes,
  };
}

/** A line of plain text; without a level of its own its first words tell it. */
export function lineFromText(text: string, defaults: LineDefaults): LogLine {
  const { time, host, service, logger, source } = defaults;
  const level = readLevel(defaults.level);
  const line: LogLine = {
    time,
    severity: level?.severity ?? inferSeverity(text) ?? DEFAULT_SEVERITY,
    level: level?.level,
    host,
    service,
    logger,
    source,
    message: text,
  };
  if (defaults.attributes) addDefaults((line.attributes = {}), defaults.attributes);
  return line;
}

/** The line of any JSON value: an object, or a text, number or list that is the message. */
export function lineFromValue(value: LogValue, defaults: LineDefaults): LogLine {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return lineFromObject(value, defaults);
  return lineFromText(typeof value === "string" ? value : JSON.stringify(value, bigintAsText), defaults);
}

/** JSON has no integers of 64 bits. */
function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** `{"host": {"name": "web-1", "ip": …}}`: the known part becomes the field, the rest stays an attribute. */
function takeNested(
  key: string,
  value: LogObject,
  attributes: LogObject,
  found: Partial<Record<Field, Found>>,
): void {
  const rest: LogObject = {};
  let isEmpty = true;
  const inner = NESTED.get(key);
  for (const part of Object.keys(value)) {
    const name = inner?.get(part);
    const own = value[part] as LogValue;
    if (name && typeof own !== "object") offer(found, attributes, name, `${key}.${part}`, own);
    else {
      put(rest, part, own);
      isEmpty = false;
    }
  }
  if (!isEmpty) put(attributes, key, rest);
}

function offer(
  found: Partial<Record<Field, Found>>,
  attributes: LogObject,
  { field, rank }: FieldName,
  key: string,
  value: LogValue,
): void {
  const other = field && found[field];
  if (!field || !fits(field, value) || (other && other.rank <= rank)) return put(attributes, key, value);
  const time = field === "time" ? readTime(value) : undefined;
  if (field === "time" && time === undefined) return put(attributes, key, value);
  if (other) put(attributes, other.key, other.value);
  found[field] = { rank, key, value, time };
}

function fits(field: Field, value: LogValue): boolean {
  if (field === "message" || field === "time") return true;
  return typeof value === "string" || typeof value === "number";
}

function textOf(found: Found | undefined): string | undefined {
  if (!found) return undefined;
  const { value } = found;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function traceOf(found: Found | undefined): string | undefined {
  const text = textOf(found);
  return text !== undefined && HEX_32.test(text) ? text.toLowerCase() : text;
}

function messageOf(found: Found | undefined, attributes: LogObject): string {
  if (!found) return summarise(attributes);
  const { key, value } = found;
  if (typeof value === "string") return value.endsWith("\n") ? value.trimEnd() : value;
  if (typeof value !== "object") return String(value);
  put(attributes, key, value);
  return summarise(attributes);
}

/** Something to read for a line without a message: what it says of an error or an event, else its beginning as JSON. */
function summarise(attributes: LogObject): string {
  for (const key of ["event", "error", "err", "exception", "title", "description"]) {
    const value = attributes[key];
    const text = isObject(value) ? (value["message"] ?? value["name"]) : value;
    if (typeof text === "string") return text;
  }
  let text = "";
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    const part = typeof value === "object" ? "…" : String(value);
    text += `${text === "" ? "" : " "}${key}=${part.length > 100 ? `${part.slice(0, 100)}…` : part}`;
    if (text.length > MAX_SUMMARY) return `${text.slice(0, MAX_SUMMARY)}…`;
  }
  return text;
}

function isObject(value: LogValue | undefined): value is LogObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number of known scale decides, a word beside it is what people read. What names no level is still what was sent. */
function levelOf(found: Partial<Record<Field, Found>>, attributes: LogObject): Level | undefined {
  const { severity, level, syslog, python } = found;
  const word = level && readLevel(level.value);
  const number =
    (severity && readLevel(severity.value, "otel")) ??
    (syslog && readLevel(syslog.value, "syslog")) ??
    (python && readLevel(python.value, "python"));
  if (level && !word) {
    const text = textOf(level) ?? "";
    if (text.length <= 64 && number) return { severity: number.severity, level: text };
    put(attributes, level.key, level.value);
  }
  if (!number) return word;
  return { severity: number.severity, level: word?.level ?? number.level };
}

/** bunyan's `name` is the program, Python's the logger; anybody else's may be a person. */
function nameOf(
  { name, level, python }: Partial<Record<Field, Found>>,
  attributes: LogObject,
): { service?: string; logger?: string } | undefined {
  if (!name) return undefined;
  const text = textOf(name);
  if (level?.key === "levelname" || python) return { logger: text };
  if (typeof level?.value === "number" && "pid" in attributes) return { service: text };
  put(attributes, name.key, name.value);
  return undefined;
}

function addDefaults(attributes: LogObject, defaults: LogObject): void {
  for (const key of Object.keys(defaults)) {
    if (!Object.hasOwn(attributes, key)) put(attributes, key, defaults[key] as LogValue);
  }
}

/** A plain assignment to `__proto__` would change what the object is. */
function put(object: LogObject, key: string, value: LogValue): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}
