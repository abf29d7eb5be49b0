import type { LogLine, LogValue } from "@/lib/logs/line";
import { type LineDefaults, lineFromObject, lineFromValue } from "@/lib/logs/parse/from-object";
import { readTime } from "@/lib/logs/parse/read-time";
import { splitJson } from "@/lib/logs/parse/split-json";

/** Splunk's codes for what is wrong with an event: invalid data format, event required, event blank. */
export type HecTrouble = 6 | 12 | 13;

/** An event of a body, or what stands in its place; `text` is what was sent. */
export type HecPiece =
  | { line: LogLine; code?: undefined }
  | { line?: undefined; code: HecTrouble; text: string };

/** What an event may say about its origin; it holds for those that follow in the body too, as Vector's receiver has it. */
const STICKY = ["host", "source", "sourcetype", "index"] as const;
type Metadata = Partial<Record<(typeof STICKY)[number], string>>;

/**
 * The events of a body of `/services/collector/event`: JSON objects behind each other. `metadata` is what the query says of
 * all of them, `arrival` in nanoseconds.
 */
export function* readEvents(text: string, arrival: bigint, metadata: Metadata = {}): Generator<HecPiece> {
  let sticky = metadata;
  for (const piece of splitJson(text)) {
    const envelope = piece.reason === undefined ? asObject(piece.value) : undefined;
    if (envelope) sticky = { ...sticky, ...readMetadata(envelope) };
    const made = envelope ? readEvent(envelope, sticky, arrival) : 6;
    yield typeof made === "number" ? { code: made, text: text.slice(piece.from, piece.to) } : { line: made };
  }
}

/** What the query of a request says about its events. */
export function readMetadata(given: Record<string, LogValue | undefined>): Metadata {
  const metadata: Metadata = {};
  for (const name of STICKY) {
    const value = given[name];
    if (typeof value === "string" && value !== "") metadata[name] = value;
  }
  return metadata;
}

/** What lines of that origin are given: a sourcetype alone is the source, beside a source it is an attribute. */
export function defaultsOf({ host, source, sourcetype, index }: Metadata, arrival: bigint): LineDefaults {
  return {
    time: arrival,
    host,
    source: source ?? sourcetype,
    attributes: { ...(source && sourcetype && { sourcetype }), ...(index && { index }) },
  };
}

function readEvent(
  envelope: Record<string, LogValue>,
  metadata: Metadata,
  arrival: bigint,
): LogLine | HecTrouble {
  const { event, time: stamp } = envelope;
  if (event === undefined || event === null) return 12;
  if (isBlank(event)) return 13;
  const defaults = defaultsOf(metadata, arrival);
  const fields = asObject(envelope["fields"]);
  if (fields) defaults.attributes = { ...fields, ...defaults.attributes };
  const time = readTime(stamp);
  if (time !== undefined) defaults.time = time;
  else if (stamp !== undefined && stamp !== null)
    defaults.attributes = { ...defaults.attributes, time: stamp };
  const object = asObject(event) ?? (typeof event === "string" ? readObject(event) : undefined);
  const line = object ? lineFromObject(unwrap(object), defaults) : lineFromValue(event, defaults);
  // What stands beside the event is said by the sender's configuration, and is exact.
  if (time !== undefined) line.time = time;
  if (metadata.host) line.host = metadata.host;
  return line;
}

/** A text that is a JSON object: Splunk shows the fields of such an event, too. */
function readObject(text: string): Record<string, LogValue> | undefined {
  const whole = text.trim();
  if (!whole.startsWith("{") || !whole.endsWith("}")) return undefined;
  const [first] = splitJson(whole, { unwrap: false });
  return first?.to === whole.length && first.reason === undefined ? asObject(first.value) : undefined;
}

/** Splunk's own loggers put what was logged under `message`, beside `severity`, whether it is a text or an object. */
function unwrap(event: Record<string, LogValue>): Record<string, LogValue> {
  const inner = asObject(event["message"]);
  if (!inner) return event;
  const { message: _, ...around } = event;
  return { ...around, ...inner };
}

function isBlank(event: LogValue): boolean {
  if (typeof event === "string") return event.trim() === "";
  const object = asObject(event);
  return object !== undefined && Object.keys(object).length === 0;
}

function asObject(value: LogValue | undefined): Record<string, LogValue> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
