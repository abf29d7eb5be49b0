import type { LogValue } from "@/lib/logs/line";
import type { Json, JsonObject } from "@/lib/protocol/event";

/**
 * The value of an OTLP `AnyValue` in its JSON form: maps become objects, bytes stay base64, integers keep all digits. A plain
 * value where an `AnyValue` is expected is taken as it is: some senders write them so.
 */
export function readAnyValue(value: Json | undefined): LogValue {
  if (value === undefined || typeof value !== "object" || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(readAnyValue);
  for (const kind of Object.keys(value)) {
    const inner = value[kind];
    switch (kind) {
      case "stringValue":
      case "string_value":
      case "boolValue":
      case "bool_value":
      case "doubleValue":
      case "double_value":
      case "bytesValue":
      case "bytes_value":
        return inner ?? null;
      case "intValue":
      case "int_value":
        return typeof inner === "string" ? readInteger(inner) : (inner ?? null);
      case "arrayValue":
      case "array_value":
        return listOf(asObject(inner)["values"]).map(readAnyValue);
      case "kvlistValue":
      case "kvlist_value":
        return Object.fromEntries(readKeyValues(asObject(inner)["values"]));
    }
  }
  return null;
}

/** The pairs of a list of `KeyValue`; what has no key is left out. A plain object in its place is taken as it is. */
export function readKeyValues(list: Json | undefined): [string, LogValue][] {
  if (!Array.isArray(list))
    return Object.entries(asObject(list)).map(([key, value]) => [key, readAnyValue(value)]);
  const pairs: [string, LogValue][] = [];
  for (const pair of list) {
    const { key, value } = asObject(pair);
    if (typeof key === "string" && key !== "") pairs.push([key, readAnyValue(value)]);
  }
  return pairs;
}

/** The value if it is an object, else an empty one. */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** The value if it is a list, else an empty one. */
export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function readInteger(text: string): LogValue {
  if (!/^-?\d{1,20}$/.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
