import type { Event, Frame } from "@/lib/protocol/event";
import { isInApp } from "./in-app";

/** Stands for the default grouping in an expanded fingerprint. */
export const DEFAULT_PART = Symbol("default");

/**
 * Fills in the variables of a fingerprint: `{{ default }}`, `{{ transaction }}`, `{{ error.type }}`, `{{ tags.NAME }}`
 * and the others that Sentry's fingerprint rules know. A part is a variable only as a whole. What is missing becomes
 * `<no-…>`, so that it differs from an empty text; unknown variables stay as they are.
 */
export function expandFingerprint(parts: readonly string[], event: Event): (string | typeof DEFAULT_PART)[] {
  return parts.map((part) => {
    const name = readVariable(part);
    if (name === undefined) return part;
    if (name === "default") return DEFAULT_PART;
    if (name.startsWith("tags."))
      return findTag(event, name.slice(5)) ?? `<no-value-for-tag-${name.slice(5)}>`;
    const read = VARIABLES.get(name);
    return read ? (read(event) ?? `<no-${name.replace(".", "-")}>`) : part;
  });
}

const VARIABLES = new Map<string, (event: Event) => string | undefined>([
  ["transaction", (event) => event.transaction],
  ["logger", (event) => event.logger],
  ["level", (event) => event.level],
  ["release", (event) => event.release],
  ["message", (event) => event.logentry?.formatted ?? event.exception?.values.at(-1)?.value],
  ["error.type", (event) => event.exception?.values.at(-1)?.type],
  ["error.value", (event) => event.exception?.values.at(-1)?.value],
  ["stack.function", (event) => crashFrame(event)?.function],
  ["stack.abs_path", (event) => crashFrame(event)?.abs_path],
  ["stack.filename", (event) => crashFrame(event)?.filename],
  ["stack.module", (event) => crashFrame(event)?.module],
  ["stack.package", (event) => crashFrame(event)?.package],
]);

function readVariable(part: string): string | undefined {
  const trimmed = part.trim();
  if (!trimmed.startsWith("{{") || !trimmed.endsWith("}}")) return undefined;
  return trimmed.slice(2, -2).trim();
}

function findTag(event: Event, key: string): string | undefined {
  return event.tags.find(([name]) => name === key)?.[1];
}

/** The innermost in-app frame of what was thrown, else the innermost frame. */
function crashFrame(event: Event): Frame | undefined {
  const frames = (event.exception?.values.at(-1)?.stacktrace ?? event.stacktrace)?.frames ?? [];
  return frames.findLast((frame) => isInApp(frame, event.platform)) ?? frames.at(-1);
}
