import type { Frame } from "@/lib/protocol/event";
import { readHeader, readLocation } from "./scan-text";
import { toException, toFrame, toTrace, type Trace, type TracedException } from "./trace";

const CAUSE = "[cause]: ";
/** What browsers and Node write before the error that nobody caught. */
const PREFIXES = ["Uncaught (in promise) ", "Uncaught ", "Unhandled rejection "];

/**
 * V8 (Chromium, Node) and Chakra (legacy Edge, Internet Explorer): `TypeError: text`, then `    at name (url:1:2)`, newest
 * call first. Node's `[cause]: …` begins the cause.
 */
export function parseV8(lines: readonly string[]): Trace | undefined {
  const found: TracedException[] = [];
  let header: string[] = [];
  let frames: Frame[] = [];
  const close = () => {
    if (frames.length > 0) found.unshift(toException(readError(header), frames.toReversed()));
    header = [];
    frames = [];
  };
  for (const line of lines) {
    const text = line.trim();
    const frame = readFrame(text);
    if (frame) frames.push(frame);
    else if (text.startsWith(CAUSE)) {
      close();
      header.push(text.slice(CAUSE.length));
    } else if (frames.length === 0 && text) header.push(text);
    else if (frames.length > 0 && !isFiller(text)) {
      // Text after the frames belongs to nobody, but a cause may still follow.
      close();
    }
  }
  close();
  return toTrace(found);
}

/** A log line may stand before the error, and its text may have several lines. */
function readError(header: string[]): { type?: string; value?: string } {
  const lines = header.map(cutPrefix);
  const clear = lines.findIndex((line) => isErrorName(nameOf(line)) && isClear(nameOf(line)));
  const begin = clear >= 0 ? clear : lines.findIndex((line) => isErrorName(nameOf(line)));
  const read = begin >= 0 ? readHeader(lines[begin] ?? "") : undefined;
  if (!read) return { value: header.join("\n") };
  return { type: read.name, value: [read.value, ...header.slice(begin + 1)].join("\n").trim() };
}

function nameOf(line: string): string {
  return readHeader(line)?.name ?? "";
}

function isClear(name: string): boolean {
  return name.endsWith("Error") || name.endsWith("Exception");
}

function cutPrefix(line: string): string {
  const prefix = PREFIXES.find((known) => line.startsWith(known));
  return prefix ? line.slice(prefix.length) : line;
}

/** `TypeError`, `AxiosError`, `InvariantViolation`: one capitalised word. */
function isErrorName(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 65 && first <= 90 && !name.includes(".");
}

function isFiller(text: string): boolean {
  return text === "" || text.startsWith("... ");
}

function readFrame(text: string): Frame | undefined {
  if (!text.startsWith("at ")) return undefined;
  const rest = text.endsWith(" {") ? text.slice(3, -2) : text.slice(3);
  const open = rest.endsWith(")") ? rest.indexOf(" (") : -1;
  const name = open > 0 ? rest.slice(0, open) : undefined;
  const place = open > 0 ? rest.slice(open + 2, -1) : cutAsync(rest);
  const path = place.startsWith("eval at ") ? evalOrigin(place) : place;
  const location = readLocation(path);
  // Without a name only the numbers tell a frame from a sentence that begins with “at”.
  if (location.lineno === undefined && (name === undefined || !isEngine(path))) return undefined;
  if (location.lineno !== undefined && !location.path.includes("/") && /\s/.test(location.path))
    return undefined;
  return toFrame("javascript", { function: name, ...filePlace(location.path), ...numbers(location) });
}

function filePlace(path: string): Pick<Frame, "filename" | "abs_path"> {
  const plain = path.startsWith("file:///") ? path.slice("file://".length) : path;
  return { filename: plain, abs_path: plain };
}

function numbers({ lineno, colno }: { lineno?: number; colno?: number }): Pick<Frame, "lineno" | "colno"> {
  return { ...(lineno !== undefined && { lineno }), ...(colno !== undefined && { colno }) };
}

function cutAsync(text: string): string {
  return text.startsWith("async ") ? text.slice("async ".length) : text;
}

/** `eval at a (eval at b (https://x/app.js:1:2)), <anonymous>:1:1` → `https://x/app.js:1:2` */
function evalOrigin(place: string): string {
  const open = place.lastIndexOf(" (");
  const close = place.indexOf(")", open);
  return open < 0 || close < 0 ? "<anonymous>" : place.slice(open + 2, close);
}

function isEngine(path: string): boolean {
  return path === "<anonymous>" || path === "native" || path === "native code" || path.startsWith("index ");
}
