import type { LogLine } from "@/lib/logs/line";
import { type LineDefaults, lineFromObject, lineFromText } from "@/lib/logs/parse/from-object";
import { splitJson } from "@/lib/logs/parse/split-json";

/** The lines of a text: one that is a JSON object is read as one, empty ones are passed over. */
export function* readRaw(text: string, defaults: LineDefaults): Generator<LogLine> {
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, end).trimEnd();
    at = end + 1;
    if (line !== "") yield readLine(line, defaults);
  }
}

function readLine(line: string, defaults: LineDefaults): LogLine {
  if (line.startsWith("{")) {
    const [first, second] = splitJson(line, { unwrap: false });
    const value = second ? undefined : first?.value;
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return lineFromObject(value, defaults);
  }
  return lineFromText(line, defaults);
}
