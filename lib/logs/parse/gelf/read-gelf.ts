import type { LogLine, LogValue } from "@/lib/logs/line";
import { lineFromObject } from "@/lib/logs/parse/from-object";
import { readLevel } from "@/lib/logs/parse/read-level";
import { readTime } from "@/lib/logs/parse/read-time";
import { type JsonPiece, type JsonTrouble, splitJson } from "@/lib/logs/parse/split-json";
import { repairJson } from "./repair-json";

/** Why a message is refused, in Graylog's terms (GelfDecoder.java), or no JSON at all. */
export type GelfTrouble = JsonTrouble | "no_object" | "invalid_host" | "missing_message";

const SENTENCES: Record<GelfTrouble, string> = {
  invalid_json: "the message is no complete JSON",
  too_complex: "the message is nested too deeply, has too many parts or is too long",
  no_object: "a message is a JSON object",
  invalid_host: "host is not a text, or blank",
  missing_message: "neither short_message nor message is a text with anything in it",
};

/** The same, for a person. */
export function explainGelf(trouble: GelfTrouble): string {
  return SENTENCES[trouble];
}

/** A message, or what stands in its place; `text` is what was sent. */
export type GelfPiece =
  | { line: LogLine; trouble?: undefined }
  | { line?: undefined; trouble: GelfTrouble; text: string };

/**
 * The GELF messages of a text: one, or several with or without newlines between them. Trailing commas and raw control
 * characters are forgiven. `arrival` is in nanoseconds.
 */
export function* readGelf(text: string, arrival: bigint): Generator<GelfPiece> {
  for (const { piece, source } of piecesOf(text)) {
    const made = piece.reason === undefined ? readMessage(piece.value, arrival) : piece.reason;
    if (typeof made === "object") yield { line: made };
    else yield { trouble: made, text: source.slice(piece.from, piece.to) };
  }
}

interface Piece {
  piece: JsonPiece;
  source: string;
}

/** Most texts need no repair, and a repair can make one worse: a quote that is never closed swallows what follows. */
function piecesOf(text: string): Piece[] {
  const plain = split(text);
  const troubles = countTroubles(plain);
  if (troubles === 0) return plain;
  const repaired = split(repairJson(text));
  return countTroubles(repaired) < troubles ? repaired : plain;
}

function split(source: string): Piece[] {
  return Array.from(splitJson(source), (piece) => ({ piece, source }));
}

function countTroubles(pieces: Piece[]): number {
  return pieces.filter(({ piece }) => piece.reason !== undefined).length;
}

/** What the specification gives a meaning of its own; an additional field of such a name keeps its underscore. */
const KNOWN = new Set(["version", "host", "short_message", "message", "full_message", "timestamp", "level"]);

function readMessage(value: LogValue, arrival: bigint): LogLine | GelfTrouble {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "no_object";
  const { host, timestamp, level } = value;
  if (host !== undefined && host !== null && !isText(host)) return "invalid_host";
  const message = [value["short_message"], value["message"]].find(isText);
  if (message === undefined) return "missing_message";
  const fields: [string, LogValue][] = [];
  for (const [key, field] of Object.entries(value)) {
    if (field === null) continue;
    if (!KNOWN.has(key)) fields.push([bareName(key), field]);
    // Some libraries send the message twice.
    else if (key === "full_message" && field !== message) fields.push([key, field]);
  }
  const line = lineFromObject(Object.fromEntries([...fields, ["message", message]]), { time: arrival });
  const severity = readLevel(typeof level === "string" ? Number(level) : level, "syslog");
  Object.assign(line, severity, { message });
  if (isText(host)) line.host = host;
  const time = readTime(timestamp);
  if (time !== undefined) line.time = time;
  return line;
}

function bareName(key: string): string {
  const bare = key.startsWith("_") ? key.slice(1) : key;
  return bare === "" || KNOWN.has(bare) ? key : bare;
}

function isText(value: LogValue | undefined): value is string {
  return typeof value === "string" && value.trim() !== "";
}
