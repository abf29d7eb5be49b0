import type { Event, Exception, Frame } from "@/lib/protocol/event";
import { splitPlaceholders } from "./split-placeholders";

const LONGEST_PATTERN = 160;
const LONGEST_NAME = 40;

/** Means something in a pattern, ends the quotes, or cannot be seen: `?` stands for any one character. */
const SPECIAL = new Set('*?[]{}"\\');

/**
 * A fingerprint rule to begin with, which holds for events like this one: the type of what was thrown and the
 * function that threw it, else what was said. One line that parses whatever the event contains. `comparedText` is
 * the message as grouping compares it.
 */
export function draftRule(event: Event, comparedText: string | undefined): string {
  const thrown = event.exception?.values.at(-1);
  if (thrown) return draftFromException(thrown, comparedText);
  const frame = innermost(event.stacktrace?.frames);
  if (frame?.function) return line([["stack.function", quote(frame.function)]], [frame.function]);
  const template = event.logentry?.message;
  const isTemplate = template !== undefined && template !== event.logentry?.formatted;
  const said = comparedText ?? event.logentry?.formatted ?? "";
  if (said === "") return line([["level", quote(event.level)]], [event.level]);
  return line([["message", quoteMessage(said, isTemplate)]], [wordsOf(said)]);
}

function draftFromException({ type, value, stacktrace }: Exception, text: string | undefined): string {
  const name = innermost(stacktrace?.frames)?.function;
  const matchers: [string, string][] = [];
  if (type) matchers.push(["error.type", quote(type)]);
  if (name) matchers.push(["stack.function", quote(name)]);
  // A type alone is too much: it would gather every error of the project that has it.
  else if (value) matchers.push(["error.value", quoteMessage(text ?? value)]);
  if (matchers.length === 0) matchers.push(["error.type", '"*"']);
  return line(matchers, [type ?? "", name ?? wordsOf(text ?? value ?? "")]);
}

/** The frame nearest the crash that is in-app, else the nearest of all. Frames come oldest first. */
function innermost(frames: Frame[] | undefined): Frame | undefined {
  return frames?.findLast((frame) => frame.in_app) ?? frames?.at(-1);
}

function line(matchers: [key: string, pattern: string][], names: string[]): string {
  return `${matchers.map(([key, pattern]) => `${key}:${pattern}`).join(" ")} -> ${slug(names)}`;
}

function quote(text: string): string {
  return `"${escape(text)}"`;
}

/** What varies becomes `*`; of several lines the first is enough, of `Stock of %s` what stands before the value. */
function quoteMessage(text: string, isTemplate = false): string {
  const [first = "", ...rest] = text.trim().split("\n");
  const fixed = isTemplate ? untilValue(first) : first;
  const isOpen = rest.length > 0 || fixed.length < first.length;
  const pieces = splitPlaceholders(fixed);
  const pattern = pieces.map((piece) => (piece.kind ? "*" : escape(piece.text))).join("");
  return `"${pattern}${isOpen && !pattern.endsWith("*") ? "*" : ""}"`;
}

function untilValue(template: string): string {
  const starts = ["%", "{"].map((sign) => template.indexOf(sign)).filter((at) => at >= 0);
  return starts.length > 0 ? template.slice(0, Math.min(...starts)) : template;
}

function escape(text: string): string {
  let safe = "";
  let count = 0;
  for (const character of text) {
    if (count++ === LONGEST_PATTERN) return `${safe}*`;
    const code = character.codePointAt(0) ?? 0;
    safe += SPECIAL.has(character) || code < 0x20 || (code >= 0x7f && code < 0xa0) ? "?" : character;
  }
  return safe;
}

function wordsOf(text: string): string {
  return splitPlaceholders(text.slice(0, 2 * LONGEST_PATTERN))
    .filter(({ kind }) => !kind)
    .map((piece) => piece.text)
    .join(" ");
}

function slug(names: string[]): string {
  const words = names
    .join(" ")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return words.join("-").slice(0, LONGEST_NAME) || "my-group";
}
