import type { Exception, Mechanism } from "@/lib/protocol/event";
import { copyTree, type TreeLimits } from "./copy-json";
import type { Source } from "./source";
import { fromFrames, normaliseStacktrace, readStackField, readTextTrace } from "./stacktrace";
import { toException, traceInText } from "./trace-in-text";
import { parseTrace } from "./traces/parse-trace";

const MAX_EXCEPTIONS = 50;
const DATA: TreeLimits = { depth: 5, perValue: 4 * 1024, total: 16 * 1024 };

/**
 * The chain of exceptions, oldest cause first; of more than 50 the first and the last 25 stay. A stack trace that came as
 * text under `stacktrace` and names its error is an exception too.
 */
export function normaliseExceptions(event: Source): { values: Exception[] } | undefined {
  const key = event.nameOf("exception", "sentry.interfaces.Exception");
  if (!key) return fromStackField(event);
  const sent = event.values(key);
  const half = MAX_EXCEPTIONS / 2;
  const kept = sent.length > MAX_EXCEPTIONS ? [...sent.slice(0, half), ...sent.slice(-half)] : sent;
  if (kept.length < sent.length) event.shortened(key, MAX_EXCEPTIONS, sent.length);
  const values = kept.flatMap((source) => normaliseException(source, kept.length === 1));
  return values.length > 0 ? { values } : undefined;
}

/** Only what was thrown: its frames are read with the event's stack trace, which belongs to it. */
function fromStackField(event: Source): { values: Exception[] } | undefined {
  const text = event.get("stacktrace");
  const thrown = typeof text === "string" ? parseTrace(text)?.exceptions.at(-1) : undefined;
  if (!thrown?.type) return undefined;
  const { frames: _, ...named } = thrown;
  return { values: [named] };
}

/** One exception, after the causes that a text tells of if the client sent no other. */
function normaliseException(source: Source, isAlone: boolean): Exception[] {
  const type = source.anyText("type", 256);
  const value = source.anyText("value", 8192);
  const trace = readTextTrace(source, "stacktrace");
  const sent = trace ? undefined : normaliseStacktrace(objectAt(source, "stacktrace"));
  const pasted = trace ?? (sent?.frames.length ? undefined : traceInText(value));
  const thrown = pasted?.exceptions.at(-1);
  const stacktrace = thrown ? fromFrames(thrown.frames) : sent;
  if (type === undefined && value === undefined && stacktrace === undefined) {
    source.drop("value", "Dropped the exception: it has no type, value or stack trace.");
    return [];
  }
  const exception: Exception = {
    type: type ?? thrown?.type,
    value: value ?? thrown?.value,
    module: source.text("module", 256) ?? thrown?.module,
    thread_id: source.word("thread_id", 128),
    mechanism: normaliseMechanism(source.child("mechanism")),
    stacktrace,
    raw_stacktrace: readStackField(source, "raw_stacktrace"),
  };
  return isAlone && pasted ? [...pasted.exceptions.slice(0, -1).map(toException), exception] : [exception];
}

/** A text was read, or noted, before. */
function objectAt(source: Source, key: string): Source | undefined {
  return typeof source.get(key) === "string" ? undefined : source.child(key);
}

function normaliseMechanism(source: Source | undefined): Mechanism | undefined {
  if (!source) return undefined;
  return {
    type: source.word("type", 128) ?? "generic",
    handled: source.flag("handled"),
    synthetic: source.flag("synthetic"),
    source: source.text("source", 256),
    exception_id: source.count("exception_id"),
    parent_id: source.count("parent_id"),
    is_exception_group: source.flag("is_exception_group"),
    help_link: source.text("help_link", 2048),
    description: source.text("description", 1024),
    data: copyTree(source, "data", DATA),
    meta: copyTree(source, "meta", DATA),
  };
}
