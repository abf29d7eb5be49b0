import { weighLine } from "@/lib/logs/ingest/weigh-line";
import type { Message } from "./message";

/** About how much memory messages take until they are stored. Not what was sent: two thousand bytes may unpack to two million. */
export function weighMessages(messages: readonly Message[]): number {
  let bytes = 0;
  for (const { lines, rawBytes, unpackedBytes = 0 } of messages) {
    bytes += Math.max(rawBytes, unpackedBytes);
    for (const { line } of lines) bytes += weighLine(line);
  }
  return bytes;
}
