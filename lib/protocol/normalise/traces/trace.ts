import type { Frame } from "@/lib/protocol/event";
import { cutText } from "@/lib/protocol/normalise/clean-text";

/** A stack trace that a runtime printed as text. */
export interface Trace {
  /** Oldest cause first, the one that was thrown last; at least one, each with frames. */
  exceptions: TracedException[];
  /** How many of the text's lines were frames: whether this is a trace or a sentence that looks like one. */
  lines: number;
}

export interface TracedException {
  type?: string;
  value?: string;
  module?: string;
  /** Oldest call first. */
  frames: Frame[];
}

/** Reads one format; undefined if the lines are not of it. Takes linear time. */
export type TraceParser = (lines: readonly string[]) => Trace | undefined;

const MAXIMUM_EXCEPTIONS = 50;

/** The trace of what was found in reading order of the text, without exceptions that have no frames. */
export function toTrace(found: TracedException[]): Trace | undefined {
  const exceptions = found.filter(({ frames }) => frames.length > 0).slice(-MAXIMUM_EXCEPTIONS);
  const lines = exceptions.reduce((sum, { frames }) => sum + frames.length, 0);
  return lines > 0 ? { exceptions, lines } : undefined;
}

/** Texts of a frame as short as those that SDKs send. */
export function toFrame(platform: string, frame: Frame): Frame {
  const { function: name, filename, abs_path, module, context_line, lineno, colno } = frame;
  return {
    platform,
    ...(name && { function: cutText(name, 512) }),
    ...(filename && { filename: cutText(filename, 512) }),
    ...(abs_path && { abs_path: cutText(abs_path, 2048) }),
    ...(module && { module: cutText(module, 512) }),
    ...(context_line && { context_line: cutText(context_line, 1024) }),
    ...(lineno !== undefined && { lineno }),
    ...(colno !== undefined && { colno }),
  };
}

/** Type and text of an exception, as far as they are known; empty ones are left out. */
export function toException(
  { type, value, module }: Omit<TracedException, "frames">,
  frames: Frame[],
): TracedException {
  return {
    ...(type && { type: cutText(type, 256) }),
    ...(value && { value: cutText(value, 8192) }),
    ...(module && { module: cutText(module, 256) }),
    frames,
  };
}
