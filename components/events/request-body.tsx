import type { Json } from "@/lib/protocol/event";
import { JsonValue } from "./json-value";
import { KeyValues } from "./key-values";
import { TextValue } from "./text-value";

const PARSED_MAX = 100_000;

/** The body of a request: fields as rows, JSON that was sent as text as well, anything else as it is. */
export function RequestBody({ data }: { data: Json }) {
  const value = typeof data === "string" ? parseTree(data) : data;
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    return <KeyValues rows={Object.entries(value).map(([name, item]) => ({ name, value: item }))} />;
  }
  return (
    <div className="msg mono">
      {typeof value === "string" ? <TextValue text={value} /> : <JsonValue value={value} />}
    </div>
  );
}

function parseTree(text: string): Json {
  if (text.length > PARSED_MAX || !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
