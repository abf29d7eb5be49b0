import type { Event, Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import { framePlace } from "./frame-place";

/**
 * The stack as the platform itself would print it, for copying and for the raw view: the exceptions of the event in
 * the platform's order, else its bare stack. Empty when there is none.
 */
export function stackText(event: Event): string {
  const exceptions = event.exception?.values ?? [];
  if (event.platform === "python") {
    return (
      exceptions.map(pythonTraceback).join("\n\nThe exception above led to this one:\n\n") || bareStack(event)
    );
  }
  const newestFirst = exceptions.toReversed();
  return (
    newestFirst.map((exception) => printed(exception, event.platform)).join("\nCaused by: ") ||
    bareStack(event)
  );
}

/** One stack, crash first, in the platform's notation. `raw` is the stack before symbolication, where there is one. */
export function printed(exception: Exception, platform: string): string {
  const stack = exception.raw_stacktrace ?? exception.stacktrace;
  if (platform === "python") return pythonTraceback(exception);
  return [heading(exception, platform), ...crashFirst(stack, platform)].join("\n");
}

/** One stack without an exception: of a thread, or of a message. */
export function printedStack(stack: Stacktrace, platform: string): string {
  return platform === "python"
    ? stack.frames.flatMap(pythonFrame).join("\n")
    : crashFirst(stack, platform).join("\n");
}

function bareStack(event: Event): string {
  return event.stacktrace ? printedStack(event.stacktrace, event.platform) : "";
}

function heading({ type, value, module }: Exception, platform: string): string {
  const name = type ?? "Error";
  const full = platform === "java" && module ? `${module}.${name}` : name;
  return value ? `${full}: ${value}` : full;
}

function crashFirst(stack: Stacktrace | undefined, platform: string): string[] {
  return (stack?.frames ?? []).toReversed().map((frame) => lineOf(frame, platform));
}

function lineOf(frame: Frame, platform: string): string {
  const place = framePlace(frame, platform);
  if (platform === "java") {
    const qualified = frame.module ? `${frame.module}.${frame.function ?? "<anonymous>"}` : place.function;
    return `\tat ${qualified}(${place.file}${frame.lineno === undefined ? "" : `:${frame.lineno}`})`;
  }
  return `    at ${place.function} (${place.file}${place.position})`;
}

function pythonTraceback(exception: Exception): string {
  const frames = (exception.raw_stacktrace ?? exception.stacktrace)?.frames ?? [];
  const lines =
    frames.length > 0 ? ["Traceback (most recent call last):", ...frames.flatMap(pythonFrame)] : [];
  return [...lines, heading(exception, "python")].join("\n");
}

function pythonFrame(frame: Frame): string[] {
  const { file } = framePlace(frame, "python");
  const place = `  File "${file}", line ${frame.lineno ?? "?"}, in ${frame.function ?? "<module>"}`;
  const source = frame.context_line?.trim();
  return source ? [place, `    ${source}`] : [place];
}
