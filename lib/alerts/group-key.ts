import { createHash } from "node:crypto";
import { cutText } from "@/lib/protocol/normalise/clean-text";

const PLAIN = /^[\p{L}\p{N}_.@/+-]+$/u;
const LENGTH = 200;
const CUT_LENGTH = 180;

/**
 * A group as a query has it: `environment:production host:"web 1"`, by name. Fields without a value are empty. A value of more
 * than 200 is cut, and a piece of its hash tells it from others that begin so.
 */
export function writeGroup(fields: readonly string[], values: readonly (string | null)[]): string {
  return fields
    .map((field, place) => `${field}:${quote(values[place] ?? "")}`)
    .sort()
    .join(" ");
}

function quote(value: string): string {
  const text = value.length > LENGTH ? `${cutText(value, CUT_LENGTH)}…${hashOf(value)}` : value;
  return PLAIN.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function hashOf(value: string): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 12);
}
