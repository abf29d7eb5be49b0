import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event } from "@/lib/protocol/event";
import type { Split } from "./find-changing-value";
import { CHANGING } from "./generalise";
import { listInAppFrames, mainException } from "./list-in-app-frames";

/** One line of one of a project's texts of rules. */
export interface WrittenRule {
  kind: "fingerprint" | "stack-trace";
  rule: string;
}

/** Longer texts are cut: `*` stands for the rest. */
const LONGEST = 160;

/**
 * Rules that would keep a changing value from splitting issues, the gentlest first: to take the frame that has it out of
 * grouping, then to say what the fingerprint is. Whether a rule does what it should is for the caller to try.
 */
export function writeRules(split: Split, event: Event, settings: GroupingSettings): WrittenRule[] {
  const subject = readSubject(event, settings);
  const [pattern = ""] = split.pattern;
  if (split.place === "fingerprint") {
    const parts = split.pattern.length > 0 ? split.pattern.map(quoted) : ["{{ default }}"];
    return about(subject).map((matchers) => ({
      kind: "fingerprint",
      rule: `${matchers.join(" ")} -> ${parts.join(", ")}`,
    }));
  }
  if (split.place === "message") {
    const { type, crash } = subject;
    const value = globOf(pattern);
    const matchers = type
      ? [matcher("error.type", globOf(type)), matcher("error.value", value)]
      : [matcher("message", value)];
    if (crash) matchers.push(matcher("stack.function", globOf(crash)));
    return [{ kind: "fingerprint", rule: `${matchers.join(" ")} -> ${nameOf(type, pattern)}` }];
  }
  const frame =
    split.place === "file"
      ? matcher("stack.abs_path", `**/${globOf(pattern)}`)
      : matcher(split.place === "module" ? "stack.module" : "stack.function", globOf(pattern));
  const { type } = subject;
  const named = type ? `${matcher("error.type", globOf(type))} ${frame}` : frame;
  return [
    { kind: "stack-trace", rule: `${frame} -group` },
    { kind: "fingerprint", rule: `${named} -> ${nameOf(type, pattern)}` },
  ];
}

/** Ways to say which events are meant, the most exact first. */
function about({ type, crash, message }: Subject): string[][] {
  const base = type ? [matcher("error.type", globOf(type))] : [];
  const ways = [];
  if (crash) ways.push([...base, matcher("stack.function", globOf(crash))]);
  if (message) ways.push([...base, matcher("message", globOf(message))]);
  if (base.length > 0) ways.push(base);
  return ways;
}

interface Subject {
  type: string;
  /** The function that crashed. */
  crash: string;
  message: string;
}

function readSubject(event: Event, settings: GroupingSettings): Subject {
  const main = mainException(event);
  return {
    type: main?.type ?? "",
    crash: listInAppFrames(event, settings).at(-1)?.function ?? "",
    message: main?.value ?? event.logentry?.formatted ?? "",
  };
}

function matcher(name: string, pattern: string): string {
  return `${name}:"${pattern}"`;
}

const SPECIAL = new Set(["*", "?", "[", "]", "{", "}", "\\", '"']);

/** A text as a glob that finds it: `*` where a value changes, `?` for a character that means something to a rule. */
function globOf(text: string): string {
  let glob = "";
  for (const character of text.slice(0, LONGEST)) {
    if (character === CHANGING) glob += glob.endsWith("*") ? "" : "*";
    else glob += SPECIAL.has(character) || character < " " ? "?" : character;
  }
  return text.length > LONGEST && !glob.endsWith("*") ? `${glob}*` : glob;
}

function quoted(part: string): string {
  return `"${part.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
}

const LONGEST_NAME = 60;

/** A fingerprint that people can read: `timeout-error-user-not-found`. */
function nameOf(type: string, pattern: string): string {
  let name = "";
  for (const character of `${type} ${pattern}`.toLowerCase()) {
    const isPlain = (character >= "a" && character <= "z") || (character >= "0" && character <= "9");
    if (isPlain) name += character;
    else if (name !== "" && !name.endsWith("-")) name += "-";
    if (name.length >= LONGEST_NAME) break;
  }
  while (name.endsWith("-")) name = name.slice(0, -1);
  return name || "one-issue";
}
