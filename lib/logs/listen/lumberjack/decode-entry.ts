import { lineFromValue } from "@/lib/logs/parse/from-object";
import { decodeJson } from "@/lib/logs/listen/decode-messages";
import type { Decoded } from "@/lib/logs/listen/message";
import type { Entry } from "./read-frames";

/** The line of an entry. Version 1 has the text under `line`. */
export function decodeEntry(entry: Entry, arrival: bigint): Decoded & { rawBytes: number } {
  if ("json" in entry) return { ...decodeJson(entry.json, arrival), rawBytes: entry.json.length };
  if ("fields" in entry) {
    const { line: message, ...rest } = entry.fields;
    const value = message === undefined || "message" in rest ? entry.fields : { ...rest, message };
    return { lines: [{ line: lineFromValue(value, { time: arrival }) }], refused: [], rawBytes: entry.size };
  }
  const { tooLarge: bytes, sample } = entry;
  const detail = `a line of ${bytes} bytes is larger than is taken`;
  return { lines: [], refused: [{ reason: "too_large", detail, sample, bytes }], rawBytes: 0 };
}
