import type { Frame, Json, Stacktrace } from "@/lib/protocol/event";
import { SeenFrame, SeenStack, sourceText } from "@/lib/protocol/parse-event";
import { seenFrames, seenStacks } from "@/lib/protocol/seen-stacks";
import type { TextMemory } from "@/lib/protocol/text-memory";
import { copyObject, copyTree, type TreeLimits } from "./copy-json";
import { readLines } from "./lines";
import type { Source } from "./source";
import { parseTrace } from "./traces/parse-trace";
import type { Trace } from "./traces/trace";

const MAX_FRAMES = 250;
/** The oldest frames show who called; the rest of the room is for those nearest to the crash. */
const OLDEST_FRAMES = 50;
const FRAMES_WITH_CONTEXT = 50;
const VARS: TreeLimits = { depth: 5, perValue: 4 * 1024, total: 16 * 1024 };
const LOCK: TreeLimits = { depth: 3, perValue: 1024, total: 4 * 1024 };

/** A stack trace, cut to 250 frames from both ends; lines around and variables stay with the 50 that matter most. */
export function normaliseStacktrace(source: Source | undefined): Stacktrace | undefined {
  if (!source) return undefined;
  if (source.object instanceof SeenStack) return source.object.stacktrace;
  return remembering(seenStacks, source, readStacktrace);
}

/** What `read` makes of an object; remembered for events to come if nothing of it had to be noted. */
function remembering<T extends object, R extends T | undefined>(
  memory: TextMemory<T>,
  source: Source,
  read: (source: Source) => R,
): R {
  const text = sourceText(source.object);
  const { length: notes } = source.notes.errors;
  const value = read(source);
  // What was noted names a place in this event; another event has to find it again.
  if (text !== undefined && value && source.notes.errors.length === notes) memory.remember(text, value);
  return value;
}

/** A stack trace under one of several names, as frames or as the text that the runtime printed. */
export function readStackField(parent: Source, ...keys: string[]): Stacktrace | undefined {
  const key = parent.nameOf(...keys);
  if (key === undefined) return undefined;
  if (typeof parent.get(key) !== "string") return normaliseStacktrace(parent.child(key));
  const thrown = readTextTrace(parent, key)?.exceptions.at(-1);
  return thrown && fromFrames(thrown.frames);
}

/** What a stack trace that was sent as text says; undefined if there is none, noted if it cannot be read. */
export function readTextTrace(parent: Source, key: string): Trace | undefined {
  const text = parent.get(key);
  if (typeof text !== "string" || text === "") return undefined;
  return parseTrace(text) ?? parent.drop(key, "Dropped: this text is not a stack trace that we can read.");
}

/** Frames that were read from a text: as many are kept as of those that were sent. */
export function fromFrames(frames: Frame[]): Stacktrace {
  const cut = frames.length - MAX_FRAMES;
  if (cut <= 0) return { frames };
  const kept = [...frames.slice(0, OLDEST_FRAMES), ...frames.slice(OLDEST_FRAMES - MAX_FRAMES)];
  return { frames: kept, frames_omitted: [OLDEST_FRAMES, OLDEST_FRAMES + cut] };
}

function readStacktrace(source: Source): Stacktrace | undefined {
  if (source.list("frames") === undefined) return undefined;
  const sent = source.children("frames");
  const omitted = omittedRange(source);
  const kept = keepFrames(sent, source);
  const frames = kept.map(normaliseFrame);
  if (frames.length > FRAMES_WITH_CONTEXT) slimFrames(frames);
  const cut = sent.length - kept.length;
  const range = cut > 0 ? ([OLDEST_FRAMES, OLDEST_FRAMES + cut] as [number, number]) : omitted;
  return range ? { frames, frames_omitted: range } : { frames };
}

function keepFrames(sent: Source[], source: Source): Source[] {
  if (sent.length <= MAX_FRAMES) return sent;
  source.shortened("frames", MAX_FRAMES, sent.length);
  return [...sent.slice(0, OLDEST_FRAMES), ...sent.slice(OLDEST_FRAMES - MAX_FRAMES)];
}

function omittedRange(source: Source): [number, number] | undefined {
  const range = source.list("frames_omitted");
  if (!range) return undefined;
  const [from, to] = range;
  const valid = isIndex(from) && isIndex(to) && from <= to && range.length === 2;
  return valid ? [from, to] : source.drop("frames_omitted", "Dropped: this is not a range of frames.");
}

function isIndex(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function normaliseFrame(source: Source): Frame {
  if (source.object instanceof SeenFrame) return source.object.frame;
  return remembering(seenFrames, source, readFrame);
}

function readFrame(source: Source): Frame {
  return {
    filename: source.text("filename", 512),
    abs_path: source.text("abs_path", 2048),
    function: source.text("function", 512),
    raw_function: source.text("raw_function", 1024),
    module: source.text("module", 512),
    package: source.text("package", 512),
    platform: source.word("platform", 64),
    lineno: source.count("lineno"),
    colno: source.count("colno"),
    pre_context: readLines(source, "pre_context"),
    context_line: source.text("context_line", 1024),
    post_context: readLines(source, "post_context"),
    in_app: source.flag("in_app"),
    vars: variables(source),
    instruction_addr: address(source, "instruction_addr"),
    addr_mode: source.word("addr_mode", 64),
    symbol_addr: address(source, "symbol_addr"),
    image_addr: address(source, "image_addr"),
    lock: copyTree(source, "lock", LOCK),
    trust: source.word("trust", 64),
  };
}

/** PHP sends the arguments of a call as a list. */
function variables(source: Source): Frame["vars"] {
  const value = source.get("vars");
  if (!Array.isArray(value)) return copyTree(source, "vars", VARS);
  return copyObject(Object.fromEntries(value.entries()), VARS, source, "vars");
}

function address(source: Source, key: string): string | undefined {
  const value = source.get(key);
  if (isIndex(value)) return `0x${value.toString(16)}`;
  return source.word(key, 40);
}

/** Keeps context with in-app frames first, and among equals with those nearest to the crash. */
function slimFrames(frames: Frame[]): void {
  const byNearness = [...frames.keys()].toReversed();
  const ranked = [
    ...byNearness.filter((index) => frames[index]?.in_app === true),
    ...byNearness.filter((index) => frames[index]?.in_app !== true),
  ];
  // Frames are shared with other events: these become others.
  for (const index of ranked.slice(FRAMES_WITH_CONTEXT)) {
    frames[index] = { ...frames[index], pre_context: undefined, post_context: undefined, vars: undefined };
  }
}
