import { cleanText, cutText } from "./clean-text";
import type { Source } from "./source";

const MAX_PARTS = 32;
const MAX_PART = 1024;

/** The client's own grouping: at most 32 parts as text. A single text or number counts as a list of one. */
export function normaliseFingerprint(event: Source): string[] | undefined {
  const sent = event.get("fingerprint");
  if (sent === undefined) return undefined;
  if (!Array.isArray(sent) && typeof sent === "object") {
    return event.drop("fingerprint", "Dropped: a fingerprint is a list of texts.");
  }
  const parts = (Array.isArray(sent) ? sent : [sent]).filter((part) => part !== null);
  if (parts.length > MAX_PARTS) event.shortened("fingerprint", MAX_PARTS, parts.length);
  const texts = parts
    .slice(0, MAX_PARTS)
    .map((part) => cutText(cleanText(typeof part === "string" ? part : JSON.stringify(part)), MAX_PART));
  return texts.length > 0 ? texts : undefined;
}
