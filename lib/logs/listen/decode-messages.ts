import type { LogLine } from "@/lib/logs/line";
import { lineFromText, lineFromValue } from "@/lib/logs/parse/from-object";
import { explainGelf, readGelf } from "@/lib/logs/parse/gelf/read-gelf";
import { splitJson } from "@/lib/logs/parse/split-json";
import { readSyslog } from "@/lib/logs/parse/syslog/read-syslog";
import { unpackGelf } from "./gelf/unpack-gelf";
import type { Decoded } from "./message";

/** One message of syslog; an empty one is none. */
export function decodeSyslog(bytes: Buffer, arrival: bigint): Decoded {
  const text = bytes.toString("utf8");
  return { lines: text.trim() === "" ? [] : [readSyslog(text, arrival)], refused: [] };
}

/** One message of GELF, packed or not. */
export function decodeGelf(bytes: Buffer, arrival: bigint): Decoded {
  const unpacked = unpackGelf(bytes);
  if (!Buffer.isBuffer(unpacked)) return { lines: [], refused: [{ ...unpacked, sample: bytes }] };
  const decoded: Decoded = { lines: [], refused: [], unpackedBytes: unpacked.length };
  for (const piece of readGelf(unpacked.toString("utf8"), arrival)) {
    if (piece.line) decoded.lines.push({ line: piece.line });
    else
      decoded.refused.push({ reason: piece.trouble, detail: explainGelf(piece.trouble), sample: piece.text });
  }
  return decoded;
}

/** Values that are taken out of one line. */
const MOST_VALUES = 10_000;

/** One line: JSON, or text where it is none; so is what comes after 10,000 values. */
export function decodeJson(bytes: Buffer, arrival: bigint): Decoded {
  const text = bytes.toString("utf8").trimEnd();
  const defaults = { time: arrival };
  const lines: LogLine[] = [];
  for (const { value, reason, from, to } of splitJson(text)) {
    if (lines.length === MOST_VALUES) {
      lines.push(lineFromText(text.slice(from), defaults));
      break;
    }
    if (reason !== undefined) lines.push(lineFromText(text.slice(from, to), defaults));
    else lines.push(lineFromValue(value, defaults));
  }
  return { lines: lines.map((line) => ({ line })), refused: [] };
}
