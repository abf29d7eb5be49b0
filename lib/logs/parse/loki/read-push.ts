import type { LogLine, LogValue } from "@/lib/logs/line";
import { lineFromObject } from "@/lib/logs/parse/from-object";
import { readTime } from "@/lib/logs/parse/read-time";
import type { Json, JsonObject } from "@/lib/protocol/event";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { readFields } from "./read-fields";
import { readLabels } from "./read-labels";

/**
 * The lines of a Loki push, one for each entry; null for an entry that is none. Takes the JSON of today (`stream` and
 * `values`), that of before (`labels` and `entries`), and protobuf decoded by `pushRequest`. Labels and structured metadata
 * are attributes, but for those that name level, host or service; a line that is a JSON object is read as one.
 * `arrival` is in nanoseconds. Throws 400 `invalid_loki` for what is no push.
 */
export function* readPush(push: Json, arrival: bigint): Generator<LogLine | null> {
  const streams = isObject(push) ? (push["streams"] ?? []) : undefined;
  if (!Array.isArray(streams))
    throw new ProtocolError(400, "invalid_loki", "no push request", ["a list streams is expected"]);
  for (const stream of streams) {
    if (!isObject(stream)) {
      yield null;
      continue;
    }
    const labels = readStreamLabels(stream);
    const entries = stream["values"] ?? stream["entries"] ?? [];
    if (!Array.isArray(entries)) yield null;
    else for (const entry of entries) yield readEntry(entry, labels, arrival);
  }
}

function readStreamLabels({ stream, labels }: JsonObject): [string, LogValue][] {
  if (stream !== undefined && isObject(stream)) return Object.entries(stream);
  return typeof labels === "string" ? readLabels(labels) : [];
}

function readEntry(entry: Json, labels: [string, LogValue][], arrival: bigint): LogLine | null {
  const [stamp, text, metadata] = Array.isArray(entry) ? entry : partsOf(entry);
  if (typeof text !== "string") return null;
  const time = readStamp(stamp ?? null);
  const around = [...labels, ...readMetadata(metadata)];
  const { fields, isWhole } = readFields(text);
  const own = isWhole ? fields : [...fields, ["message", text] as [string, LogValue]];
  const line = lineFromObject(Object.fromEntries([...around, ...own]), { time: time ?? arrival });
  if (!isWhole) line.message = text;
  // The sender's stamp has nanoseconds; what the line itself says often has not.
  if (time !== undefined) line.time = time;
  return line;
}

function partsOf(entry: Json): (Json | undefined)[] {
  if (!isObject(entry)) return [];
  return [entry["timestamp"] ?? entry["ts"], entry["line"], entry["structuredMetadata"]];
}

/** Digits of nanoseconds, ISO 8601, or protobuf's seconds and nanoseconds. */
function readStamp(stamp: Json): bigint | undefined {
  if (typeof stamp === "string" && /^\d{1,19}$/.test(stamp)) {
    const time = BigInt(stamp);
    return time > 0n && time < 2n ** 63n ? time : undefined;
  }
  if (!isObject(stamp)) return readTime(stamp);
  const time = wholeNumber(stamp["seconds"]) * 1_000_000_000n + wholeNumber(stamp["nanos"]);
  return time > 0n && time < 2n ** 63n ? time : undefined;
}

function wholeNumber(value: Json | undefined): bigint {
  return typeof value === "string" && /^\d{1,19}$/.test(value) ? BigInt(value) : 0n;
}

/** An object, or protobuf's list of names and values. */
function readMetadata(metadata: Json | undefined): [string, LogValue][] {
  if (metadata === undefined) return [];
  if (isObject(metadata)) return Object.entries(metadata);
  if (!Array.isArray(metadata)) return [];
  return metadata.flatMap((pair) =>
    isObject(pair) && typeof pair["name"] === "string" ? [[pair["name"], pair["value"] ?? ""]] : [],
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
