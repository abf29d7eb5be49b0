import type { Frame } from "@/lib/protocol/event";
import type { Component } from "./grouping";
import type { CompiledRule, RuleIndex } from "./rules/compile-stack-rules";

/** Everything that grouping looks at in a frame, but for `in_app`. */
type Look = Pick<
  Frame,
  "platform" | "module" | "function" | "raw_function" | "filename" | "abs_path" | "package" | "context_line"
>;

/** What was found out about frames that look the same. */
export interface FrameRecord {
  look: Look;
  /** Rules that hold as far as the frame alone can tell. */
  rules: Finding<RuleIndex, readonly CompiledRule[]>[];
  components: Finding<object, Component>[];
}

interface Finding<Key, Value> {
  key: Key;
  value: Value;
}

const MOST = 8_192;
const LONGEST_NAME = 512;
/** Projects with rules of their own, and the two versions of one that is being upgraded. */
const MOST_FINDINGS = 4;

// In a service the same functions stand in nearly every stack, so each is examined once. What did not come again while
// 8,192 others did is forgotten.
let young = new Map<string, FrameRecord>();
let old = new Map<string, FrameRecord>();

/** The record of frames that look like this one: a new one, if none is remembered. */
export function recallFrame(frame: Frame): FrameRecord {
  const name = `${frame.function}\n${frame.module ?? frame.filename ?? frame.abs_path}`;
  const recent = young.get(name);
  if (recent && looksLike(frame, recent.look)) return recent;
  const known = old.get(name);
  const record = known && looksLike(frame, known.look) ? known : openRecord(frame);
  if (name.length > LONGEST_NAME) return record;
  if (young.size >= MOST) [old, young] = [young, new Map()];
  young.set(name, record);
  return record;
}

/** What was found under this key before. */
export function recallFinding<Key, Value>(
  found: readonly Finding<Key, Value>[],
  key: Key,
): Value | undefined {
  for (const finding of found) if (finding.key === key) return finding.value;
  return undefined;
}

/** Remembers what was found under a key. */
export function keepFinding<Key, Value>(found: Finding<Key, Value>[], key: Key, value: Value): Value {
  if (found.length >= MOST_FINDINGS) found.shift();
  found.push({ key, value });
  return value;
}

function looksLike(frame: Frame, look: Look): boolean {
  return (
    frame.context_line === look.context_line &&
    frame.filename === look.filename &&
    frame.abs_path === look.abs_path &&
    frame.function === look.function &&
    frame.module === look.module &&
    frame.package === look.package &&
    frame.raw_function === look.raw_function &&
    frame.platform === look.platform
  );
}

/** Only these fields: a frame holds variables and source lines besides. */
function openRecord(frame: Frame): FrameRecord {
  const {
    platform,
    module,
    function: name,
    raw_function,
    filename,
    abs_path,
    package: image,
    context_line,
  } = frame;
  const look = {
    platform,
    module,
    function: name,
    raw_function,
    filename,
    abs_path,
    package: image,
    context_line,
  };
  return { look, rules: [], components: [] };
}
