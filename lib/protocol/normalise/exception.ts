import type { Exception, Mechanism } from "@/lib/protocol/event";
import { copyTree, type TreeLimits } from "./copy-json";
import type { Source } from "./source";
import { normaliseStacktrace } from "./stacktrace";

const MAX_EXCEPTIONS = 50;
const DATA: TreeLimits = { depth: 5, perValue: 4 * 1024, total: 16 * 1024 };

/** The chain of exceptions, oldest cause first; of more than 50 the first and the last 25 stay. */
export function normaliseExceptions(event: Source): { values: Exception[] } | undefined {
  const key = event.nameOf("exception", "sentry.interfaces.Exception");
  if (!key) return undefined;
  const sent = event.values(key);
  const half = MAX_EXCEPTIONS / 2;
  const kept = sent.length > MAX_EXCEPTIONS ? [...sent.slice(0, half), ...sent.slice(-half)] : sent;
  if (kept.length < sent.length) event.shortened(key, MAX_EXCEPTIONS, sent.length);
  const values = kept.flatMap((source) => normaliseException(source) ?? []);
  return values.length > 0 ? { values } : undefined;
}

function normaliseException(source: Source): Exception | undefined {
  const type = source.anyText("type", 256);
  const value = source.anyText("value", 8192);
  const stacktrace = normaliseStacktrace(source.child("stacktrace"));
  if (type === undefined && value === undefined && stacktrace === undefined) {
    return source.drop("value", "Dropped the exception: it has no type, value or stack trace.");
  }
  return {
    type,
    value,
    module: source.text("module", 256),
    thread_id: source.word("thread_id", 128),
    mechanism: normaliseMechanism(source.child("mechanism")),
    stacktrace,
    raw_stacktrace: normaliseStacktrace(source.child("raw_stacktrace")),
  };
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
