import type { Message } from "./message";

/** What a line takes beside its text, at least. */
const LINE_BYTES = 512;

/**
 * About how much memory messages take until they are stored. Not what was sent: two thousand bytes may unpack to two million,
 * and a line of two bytes is an object like any other.
 */
export function weighMessages(messages: readonly Message[]): number {
  return messages.reduce(
    (sum, { lines, rawBytes, unpackedBytes = 0 }) =>
      sum + Math.max(rawBytes, unpackedBytes) + lines.length * LINE_BYTES,
    0,
  );
}
