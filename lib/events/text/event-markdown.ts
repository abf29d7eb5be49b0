import type { Event, Exception, Frame } from "@/lib/protocol/event";
import { eventFacts } from "./event-facts";
import { framePlace } from "./frame-place";
import { sourceLines } from "./source-lines";

const FRAMES_SHOWN = 12;

const LANGUAGES: Record<string, string> = {
  javascript: "js",
  node: "js",
  python: "python",
  java: "java",
  ruby: "ruby",
  php: "php",
  go: "go",
  csharp: "csharp",
  rust: "rust",
  elixir: "elixir",
};

/**
 * An event for a ticket or an AI: title, facts, in-app frames with source, link. Whatever came with the event stands
 * in code spans and fences that it cannot close, so that it never becomes markup, a link or a mention. Of the user
 * only the id is told.
 */
export function eventMarkdown(event: Event, issue: { shortId: string; url: string }): string {
  const exceptions = (event.exception?.values ?? []).toReversed();
  const parts = [`# ${issue.shortId}: ${code(titleOf(event, exceptions[0]))}`, facts(event, issue)];
  if (event.logentry) parts.push("## Message", fence(event.logentry.formatted));
  for (const [index, exception] of exceptions.entries())
    parts.push(...exceptionParts(exception, index, event.platform));
  if (exceptions.length === 0 && event.stacktrace) {
    parts.push("## Stack trace", ...frameParts(event.stacktrace.frames, event.platform));
  }
  return `${parts.join("\n\n")}\n`;
}

function titleOf(event: Event, newest: Exception | undefined): string {
  return newest?.type ?? event.logentry?.formatted ?? event.security?.directive ?? "event without a message";
}

function facts(event: Event, issue: { shortId: string; url: string }): string {
  const rows = eventFacts(event).map(({ label, text }) => `- ${label}: ${code(text)}`);
  return [...rows, `- Event: ${code(event.event_id)}`, `- Link: <${issue.url}>`].join("\n");
}

function exceptionParts(exception: Exception, index: number, platform: string): string[] {
  const heading = `## ${index === 0 ? "" : "Caused by "}${code(exception.type ?? "Error")}`;
  const value = exception.value ? [fence(exception.value)] : [];
  return [heading, ...value, ...frameParts(exception.stacktrace?.frames ?? [], platform)];
}

function frameParts(frames: readonly Frame[], platform: string): string[] {
  const inApp = frames.filter((frame) => frame.in_app !== false);
  const shown = (inApp.length > 0 ? inApp : frames).toReversed();
  const parts = shown.slice(0, FRAMES_SHOWN).flatMap((frame) => framePart(frame, platform));
  const left = shown.length - FRAMES_SHOWN;
  return left > 0 ? [...parts, `… and ${left} more frames`] : parts;
}

function framePart(frame: Frame, platform: string): string[] {
  const place = framePlace(frame, platform);
  const heading = `${code(place.function)} in ${code(`${place.file}${place.position}`)}`;
  const lines = sourceLines(frame).map(
    ({ number, text, isFailing }) => `${isFailing ? ">" : " "} ${String(number ?? "").padStart(5)}  ${text}`,
  );
  return lines.length > 0
    ? [heading, fence(lines.join("\n"), LANGUAGES[frame.platform ?? platform])]
    : [heading];
}

/** A code span on one line, delimited by more backticks than the text holds in a row. */
function code(text: string): string {
  const line = text.split(/\s+/).join(" ").trim();
  const ticks = "`".repeat(longestRun(line) + 1);
  const padded = line.startsWith("`") || line.endsWith("`") ? ` ${line} ` : line;
  return line === "" ? "–" : `${ticks}${padded}${ticks}`;
}

function fence(text: string, language = ""): string {
  const ticks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}${language}\n${text}\n${ticks}`;
}

function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = character === "`" ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
