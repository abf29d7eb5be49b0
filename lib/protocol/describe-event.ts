import type { Event, Exception, Frame, SecurityReport, Stacktrace } from "./event";
import { selectExceptions } from "./select-exceptions";

/** How an event is called in lists, mails and tickets. Plain text from the client: never markup. */
export interface EventDescription {
  /** What a list shows bold: the exception's type, a message's first line, what a browser blocked. */
  type: string;
  /** At most two lines and 1 KiB; empty if `type` says it all. */
  message: string;
  /** Where it happened: the transaction, what the client called culprit, or `function in file`. At most 200 characters. */
  culprit: string;
  /** `type: message` on one line, at most 255 characters. */
  title: string;
  /** File or module of the innermost in-app frame. */
  location?: string;
  /** Function of the innermost in-app frame. */
  function?: string;
}

/** What grouping, which this layer does not know, says about parts of an event. */
export interface Judge {
  /** Whether a frame is in-app. `platform` is the event's. */
  (frame: Frame, platform: string, place: FramePlace): boolean;
  /** What makes two exceptions of a group the same. */
  kindOf: (exception: Exception, event: Event) => string;
}

/** Where a frame stands. */
export interface FramePlace {
  stack: Stacktrace;
  index: number;
  exception?: Exception;
}

const MAXIMUM = { type: 128, message: 1024, culprit: 200, title: 255 };

/**
 * Names an event the way Sentry does. Pure, but for what `judge` is. A `title` that a rule gave stands for type and
 * message.
 */
export function describeEvent(event: Event, judge: Judge, title?: string): EventDescription {
  const main = mainException(event, judge);
  const frame = findCrashFrame(event, main, judge);
  const given = title === undefined ? "" : oneLine(title);
  const { type, message } = given ? { type: given, message: "" } : nameEvent(event, main, frame);
  const location = frame?.filename ?? frame?.module ?? frame?.abs_path ?? frame?.package;
  const culprit =
    event.transaction || event.culprit || event.security?.document_uri || place(frame?.function, location);
  return {
    type: clip(type, given ? MAXIMUM.title : MAXIMUM.type),
    message: clip(message, MAXIMUM.message),
    culprit: clip(oneLine(culprit), MAXIMUM.culprit),
    title: clip(oneLine(message ? `${type}: ${message}` : type), MAXIMUM.title),
    ...(location !== undefined && { location }),
    ...(frame?.function !== undefined && { function: frame.function }),
  };
}

function nameEvent(event: Event, main: Exception | undefined, frame: Frame | undefined) {
  if (main) return nameException(main, frame, event.platform);
  if (event.security) return { type: nameReport(event.type, event.security), message: "" };
  const [first = ""] = firstLines(event.logentry?.formatted ?? "", 1);
  return { type: first || event.template?.filename || "<no message>", message: "" };
}

/** Platforms whose made-up exceptions are crashes: a signal says little, the function that crashed says more. */
const NATIVE = new Set(["native", "cocoa", "c", "objc", "swift"]);

/** A message that came with a stack is an exception without a type: it is called by what it says. */
function nameException(exception: Exception, frame: Frame | undefined, platform: string) {
  const isCrash = exception.mechanism?.synthetic && NATIVE.has(platform);
  const message = firstLines(exception.value ?? "", 2).join("\n");
  const type = (isCrash && frame?.function) || exception.type;
  if (type) return { type, message };
  const [first = frame?.function || "<unknown>"] = firstLines(message, 1);
  return { type: first, message: "" };
}

function nameReport(type: Event["type"], { directive = "", blocked_uri = "" }: SecurityReport): string {
  if (type === "hpkp") return `Public key pinning failed for '${directive}'`;
  if (type === "expectct") return `Expect-CT failed for '${directive}'`;
  if (type === "expectstaple") return `Expect-Staple failed for '${directive}'`;
  const kind = readKind(directive);
  if (!blocked_uri || blocked_uri === "self" || blocked_uri === "'self'")
    return `Blocked '${kind}' from 'self'`;
  if (blocked_uri === "inline" || blocked_uri === "eval") return `Blocked ${blocked_uri} '${kind}'`;
  return `Blocked '${kind}' from '${readOrigin(blocked_uri)}'`;
}

/** `script-src-elem` → `script`, `frame-ancestors` stays. */
function readKind(directive: string): string {
  const source = directive.indexOf("-src");
  return (source > 0 ? directive.slice(0, source) : directive) || "unknown";
}

/** The host of a URL, or `data:` and the like. */
function readOrigin(uri: string): string {
  const scheme = uri.indexOf("://");
  if (scheme < 0) {
    const colon = uri.indexOf(":");
    return colon < 0 ? uri : uri.slice(0, colon + 1);
  }
  let end = scheme + 3;
  while (end < uri.length && !"/?#".includes(uri.charAt(end))) end++;
  return uri.slice(scheme + 3, end);
}

/** In a group of exceptions that grouping takes for one kind, the first of them; else what was thrown. */
function mainException(event: Event, { kindOf }: Judge): Exception | undefined {
  return selectExceptions(event.exception?.values ?? [], (exception) => kindOf(exception, event)).main;
}

/** The innermost in-app frame of the main exception, else of the other stacks, else the innermost frame there is. */
function findCrashFrame(event: Event, main: Exception | undefined, isInApp: Judge): Frame | undefined {
  const thread = event.threads?.values.find(({ crashed, current }) => crashed || current);
  const stacks: { stack?: Stacktrace; exception?: Exception }[] = [
    main,
    ...(event.exception?.values ?? []).toReversed(),
  ].map((exception) => ({ stack: exception?.stacktrace, exception }));
  stacks.push({ stack: thread?.stacktrace }, { stack: event.stacktrace });
  for (const { stack, exception } of stacks) {
    const found = stack?.frames.findLast((frame, index) =>
      isInApp(frame, event.platform, { stack, index, ...(exception && { exception }) }),
    );
    if (found) return found;
  }
  return stacks.find(({ stack }) => stack?.frames.length)?.stack?.frames.at(-1);
}

function place(name: string | undefined, location: string | undefined): string {
  if (name && location) return `${name} in ${location}`;
  return name ?? location ?? "";
}

function firstLines(text: string, count: number): string[] {
  const lines: string[] = [];
  let start = 0;
  while (lines.length < count && start <= text.length) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).trim();
    if (line) lines.push(line);
    start = end + 1;
  }
  return lines;
}

function oneLine(text: string): string {
  return text.split(/\s+/).join(" ").trim();
}

/** Cuts between characters, never inside a surrogate pair. */
function clip(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const end = (text.charCodeAt(maximum - 2) & 0xfc00) === 0xd800 ? maximum - 2 : maximum - 1;
  return `${text.slice(0, end)}…`;
}
