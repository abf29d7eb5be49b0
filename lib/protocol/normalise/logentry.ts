import type { Json, LogEntry } from "@/lib/protocol/event";
import { copyValue, type TreeLimits } from "./copy-json";
import { interpolate } from "./interpolate";
import { isObject, type Source } from "./source";

const MAX_MESSAGE = 8192;
const PARAMS: TreeLimits = { depth: 5, perValue: 16 * 1024, total: 16 * 1024 };

/** The message of an event: text, or a template with its parameters. raven sends both under different names. */
export function normaliseLogEntry(event: Source): LogEntry | undefined {
  const key = event.nameOf("logentry", "sentry.interfaces.Message", "message");
  if (!key) return undefined;
  if (!isObject(event.get(key))) {
    const formatted = event.anyText(key, MAX_MESSAGE);
    return formatted === undefined ? undefined : { formatted };
  }
  const source = event.child(key);
  return source && fromObject(source, typeof event.get("message") === "string" ? event : undefined);
}

function fromObject(source: Source, event: Source | undefined): LogEntry | undefined {
  const message = source.anyText("message", MAX_MESSAGE);
  const params = readParams(source);
  const formatted =
    source.anyText("formatted", MAX_MESSAGE) ?? event?.text("message", MAX_MESSAGE) ?? fill(message, params);
  if (formatted === undefined) return undefined;
  return { message, params, formatted };
}

function readParams(source: Source): LogEntry["params"] {
  const value = copyValue(source, "params", PARAMS);
  if (value === undefined || Array.isArray(value) || isObject(value)) return value;
  return [value];
}

function fill(message: string | undefined, params: Json | undefined): string | undefined {
  if (message === undefined || typeof params !== "object" || params === null) return message;
  return interpolate(message, params, MAX_MESSAGE);
}
