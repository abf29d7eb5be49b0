import type { Event, Frame } from "@/lib/protocol/event";
import { decideFrames } from "./rules/decide-frames";
import { canonicalVariable, readVariable, splitTemplate } from "./rules/variables";
import type { GroupingSettings } from "./settings";

/** Stands for the default grouping in an expanded fingerprint. */
export const DEFAULT_PART = Symbol("default");

/** It knew variables by their long names alone, and looked at one field for each. */
const FIRST_VERSION = "jackdaw:2026-11";

/**
 * Fills in the variables of a fingerprint: `{{ default }}`, `{{ transaction }}`, `{{ error.type }}`, `{{ tags.NAME }}`
 * and the others that Sentry's fingerprint rules know. A part is a variable only as a whole. What is missing becomes
 * `<no-…>`, so that it differs from an empty text; unknown variables stay as they are.
 */
export function expandFingerprint(
  parts: readonly string[],
  event: Event,
  settings: GroupingSettings,
): (string | typeof DEFAULT_PART)[] {
  return parts.map((part) => {
    const name = readVariable(part);
    if (name === undefined) return part;
    if (name === "default") return DEFAULT_PART;
    return expandVariable(name, event, settings) ?? part;
  });
}

/** A title with its variables filled in; unknown ones stay as they are. */
export function expandTitle(template: string, event: Event, settings: GroupingSettings): string {
  return splitTemplate(template)
    .map((part) =>
      typeof part === "string" ? part : (expandVariable(part.name, event, settings) ?? `{{ ${part.name} }}`),
    )
    .join("");
}

/** Undefined for what is no variable. */
function expandVariable(name: string, event: Event, settings: GroupingSettings): string | undefined {
  const isFirst = settings.version === FIRST_VERSION;
  const canonical = isFirst ? name : (canonicalVariable(name) ?? name);
  if (canonical.startsWith("tags.")) {
    const key = canonical.slice(5);
    return findTag(event, key) ?? `<no-value-for-tag-${key}>`;
  }
  const read = EVENT_VARIABLES.get(canonical);
  if (read) return read(event) ?? missing(canonical);
  const readFrame = (isFirst ? FIRST_FRAME_VARIABLES : FRAME_VARIABLES).get(canonical);
  if (!readFrame) return undefined;
  const frame = crashFrame(event, settings);
  return (frame && readFrame(frame)) ?? missing(canonical);
}

function missing(name: string): string {
  return `<no-${name.replace(".", "-")}>`;
}

const EVENT_VARIABLES = new Map<string, (event: Event) => string | undefined>([
  ["transaction", (event) => event.transaction],
  ["logger", (event) => event.logger],
  ["level", (event) => event.level],
  ["release", (event) => event.release],
  ["message", (event) => event.logentry?.formatted ?? event.exception?.values.at(-1)?.value],
  ["error.type", (event) => event.exception?.values.at(-1)?.type],
  ["error.value", (event) => event.exception?.values.at(-1)?.value],
]);

type FrameVariables = ReadonlyMap<string, (frame: Frame) => string | undefined>;

const FIRST_FRAME_VARIABLES: FrameVariables = new Map([
  ["stack.function", (frame: Frame) => frame.function],
  ["stack.abs_path", (frame) => frame.abs_path],
  ["stack.filename", (frame) => frame.filename],
  ["stack.module", (frame) => frame.module],
  ["stack.package", (frame) => frame.package],
]);

/** As Sentry fills them in: one path stands for the other, and a package is called by its file. */
const FRAME_VARIABLES: FrameVariables = new Map([
  ...FIRST_FRAME_VARIABLES,
  ["stack.abs_path", (frame: Frame) => frame.abs_path ?? frame.filename] as const,
  ["stack.filename", (frame: Frame) => frame.filename ?? frame.abs_path] as const,
  ["stack.package", (frame: Frame) => frame.package?.split(/[/\\]/).at(-1)] as const,
]);

function findTag(event: Event, key: string): string | undefined {
  return event.tags.find(([name]) => name === key)?.[1];
}

/** The innermost in-app frame of what was thrown, else the innermost frame. */
function crashFrame(event: Event, settings: GroupingSettings): Frame | undefined {
  const exception = event.exception?.values.at(-1);
  const stack = exception?.stacktrace ?? event.stacktrace;
  if (!stack) return undefined;
  const decision = decideFrames(stack, {
    platform: event.platform,
    settings,
    ...(exception?.stacktrace && { exception }),
  });
  return stack.frames.findLast((_, index) => decision.frames[index]?.isInApp) ?? stack.frames.at(-1);
}
