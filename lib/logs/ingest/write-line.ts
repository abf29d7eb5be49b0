import type { LogLine } from "@/lib/logs/line";
import { cutText } from "@/lib/protocol/normalise/clean-text";
import { attributeKey, takeName } from "./attribute-key";
import { openKnownTexts } from "./known-texts";
import { writeAttributes } from "./write-attributes";
import { writeText } from "./write-json";

/** The longest message, in UTF-16 units. */
const MAX_MESSAGE = 1024 * 1024;
/** 2262-01-01: later than this, nanoseconds leave 64 bits soon. */
const LAST_TIME = 9_214_646_400_000_000_000n;

const nameOf = openKnownTexts(255);
const serviceOf = openKnownTexts(200);
const levelOf = openKnownTexts(64);
const idOf = /^[0-9A-Za-z-]{1,64}$/;

/** A line as the chunk has it, and what the counters must know of it. One object serves all lines. */
export interface WrittenLine {
  json: string;
  time: bigint;
  severity: number;
  host: string;
  service: string;
}

/** An empty one, for `writeLine` to fill. */
export function newWrittenLine(): WrittenLine {
  return { json: "", time: 0n, severity: 9, host: "", service: "" };
}

/**
 * Writes a line as JSON of docs/logs.md, clean and without secrets, into `out`. `n` is its number in the chunk, `arrival`
 * (nanoseconds) stands in for a time outside 1970 to 2261, `keys` takes the names of its attributes.
 */
export function writeLine(
  line: LogLine,
  n: number,
  arrival: bigint,
  keys: Set<string>,
  out: WrittenLine,
): void {
  const isTimely = line.time >= 0n && line.time < LAST_TIME;
  const isLong = line.message.length > MAX_MESSAGE;
  if (!isTimely) note(line, "jackdaw.time", String(line.time));
  if (isLong) note(line, "jackdaw.message_length", line.message.length);
  out.time = isTimely ? line.time : arrival;
  out.severity = line.severity >= 1 && line.severity <= 24 ? Math.floor(line.severity) : 9;
  let json = `{"t":"${out.time}","n":${n},"l":${out.severity}`;
  if (line.level) json += `,"w":${levelOf(line.level).json}`;
  if (line.host) {
    const host = nameOf(line.host);
    json += `,"h":${host.json}`;
    out.host = host.text;
  } else out.host = "";
  if (line.service) {
    const service = serviceOf(line.service);
    json += `,"s":${service.json}`;
    out.service = service.text;
  } else out.service = "";
  if (line.logger) json += `,"g":${nameOf(line.logger).json}`;
  if (line.source) json += `,"o":${nameOf(line.source).json}`;
  if (line.traceId) json += `,"r":${writeId(line.traceId)}`;
  if (line.spanId) json += `,"p":${writeId(line.spanId)}`;
  if (line.message) json += `,"m":${writeText(isLong ? cutText(line.message, MAX_MESSAGE) : line.message)}`;
  const attributes = line.attributes === undefined ? "" : writeAttributes(line.attributes, keys);
  out.json = attributes === "" ? `${json}}\n` : `${json},"a":${attributes}}\n`;
}

function writeId(id: string): string {
  return idOf.test(id) ? `"${id}"` : writeText(cutText(id, 200));
}

function note(line: LogLine, name: string, value: string | number): void {
  const sent = new Set(Object.keys(line.attributes ?? {}));
  line.attributes = { ...line.attributes, [takeName(attributeKey(name), sent).name]: value };
}
