import type { LogValue } from "@/lib/logs/line";
import { splitJson } from "@/lib/logs/parse/split-json";

/** What a line of text holds of fields. */
export interface FoundFields {
  fields: [string, LogValue][];
  /** Whether the text is nothing but these fields. */
  isWhole: boolean;
}

/**
 * The fields of a text that is a JSON object, or that ends with one: pino-loki sends the former, winston-loki the message and
 * behind it what else was logged. None in all other texts.
 */
export function readFields(text: string): FoundFields {
  const end = text.trimEnd();
  if (!end.endsWith("}")) return { fields: [], isWhole: false };
  if (end.startsWith("{")) {
    const fields = readObject(end);
    if (fields) return { fields, isWhole: true };
  }
  const start = end.indexOf(' {"');
  return { fields: (start > 0 && readObject(end.slice(start + 1))) || [], isWhole: false };
}

function readObject(text: string): [string, LogValue][] | undefined {
  const [first] = splitJson(text, { unwrap: false });
  const value = first?.to === text.length ? first.value : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value);
}
