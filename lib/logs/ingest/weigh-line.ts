import type { LogLine } from "@/lib/logs/line";

/** What a value of a tree takes beside its text: of JSON or protobuf that is read whole, before there are lines. */
export const VALUE_BYTES = 64;
/** What a line takes beside the text that it was read from, at least. */
const LINE_BYTES = 512;
/** What an attribute takes beside its text. */
const ATTRIBUTE_BYTES = 48;

/**
 * About how much memory a line takes until it is stored, in bytes, beside the text that it was read from: one of two bytes is an
 * object like any other, and attributes that a thousand lines have in common are in each of them.
 */
export function weighLine({ attributes }: LogLine): number {
  let count = 0;
  for (const _ in attributes) count++;
  return LINE_BYTES + count * ATTRIBUTE_BYTES;
}
