import type { Event, Exception } from "@/lib/protocol/event";
import { fromFrames } from "./stacktrace";
import { mayHoldTrace, parseTrace } from "./traces/parse-trace";
import type { Trace, TracedException } from "./traces/trace";

/** One line that looks like a frame may be a sentence; a named error above it makes it a trace. */
const SURE_LINES = 2;

/** A trace that somebody pasted into a text. Undefined for texts that only look like one. */
export function traceInText(text: string | undefined): Trace | undefined {
  if (text === undefined || !mayHoldTrace(text)) return undefined;
  const trace = parseTrace(text);
  return trace && (trace.lines >= SURE_LINES || trace.exceptions.at(-1)?.type) ? trace : undefined;
}

/**
 * Loggers write the trace of an error into the message. It becomes the event's exceptions if the client sent neither
 * exceptions nor stacks of its own; the message stays as it is.
 */
export function attachTraceInMessage(event: Event): void {
  if (event.exception || event.stacktrace || event.threads || event.security) return;
  const trace = traceInText(event.logentry?.formatted);
  if (!trace) return;
  event.exception = { values: trace.exceptions.map(toException) };
  event.type = "error";
}

export function toException({ frames, ...named }: TracedException): Exception {
  return { ...named, stacktrace: fromFrames(frames) };
}
