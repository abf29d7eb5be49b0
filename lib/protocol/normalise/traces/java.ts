import type { Frame } from "@/lib/protocol/event";
import { isDigit, readHeader } from "./scan-text";
import { toException, toFrame, toTrace, type Trace, type TracedException } from "./trace";

const CAUSED_BY = "Caused by: ";
const SUPPRESSED = "Suppressed: ";
const THREAD = 'Exception in thread "';

/** As many as a stack keeps. */
const MAXIMUM_SHARED = 250;

interface Section {
  header: string[];
  frames: Frame[];
  /** How many of the frames that called are those of the exception before. */
  shared: number;
  isSuppressed: boolean;
}

/**
 * The JVM: `com.shop.CartException: text`, then `\tat com.shop.Cart.total(Cart.java:12)`, newest call first;
 * `Caused by:` begins the cause, whose last frames are left out (`... 12 more`). What was suppressed is not read.
 */
export function parseJava(lines: readonly string[]): Trace | undefined {
  const sections: Section[] = [newSection([], false)];
  for (const line of lines) {
    const text = line.trim();
    const section = sections.at(-1) as Section;
    const frame = readFrame(text);
    if (frame) section.frames.push(frame);
    else if (text.startsWith(CAUSED_BY) && section.frames.length > 0)
      sections.push(newSection([text.slice(CAUSED_BY.length)], section.isSuppressed && isIndented(line)));
    else if (text.startsWith(SUPPRESSED)) sections.push(newSection([], true));
    else if (text.startsWith("... ") && text.endsWith(" more")) section.shared = readCount(text);
    else if (section.frames.length === 0 && text) section.header.push(text);
    else if (text && section.frames.length > 0 && !text.startsWith("... ")) break;
  }

  const found: TracedException[] = [];
  let enclosing: Frame[] = [];
  for (const { header, frames, shared, isSuppressed } of sections) {
    if (isSuppressed) continue;
    const own = frames.toReversed();
    enclosing = shared > 0 ? [...enclosing.slice(0, shared), ...own] : own;
    found.unshift(toException(readError(header), enclosing));
  }
  return toTrace(found);
}

function newSection(header: string[], isSuppressed: boolean): Section {
  return { header, frames: [], shared: 0, isSuppressed };
}

function isIndented(line: string): boolean {
  return line.startsWith("\t") || line.startsWith(" ");
}

function readCount(text: string): number {
  const count = Number(text.slice("... ".length, -" more".length));
  return Number.isSafeInteger(count) && count > 0 ? Math.min(count, MAXIMUM_SHARED) : 0;
}

/** A log line may stand before the class; the text after it may have several lines. */
function readError(header: string[]): { type?: string; value?: string; module?: string } {
  for (const [index, line] of header.entries()) {
    const read = readHeader(cutThread(line));
    if (!read || !isClass(read.name, index === header.length - 1)) continue;
    const dot = read.name.lastIndexOf(".");
    return {
      type: read.name.slice(dot + 1),
      value: [read.value, ...header.slice(index + 1)].join("\n").trim(),
      ...(dot > 0 && { module: read.name.slice(0, dot) }),
    };
  }
  return { value: header.join("\n") };
}

function cutThread(line: string): string {
  if (!line.startsWith(THREAD)) return line;
  const end = line.indexOf('" ', THREAD.length);
  return end < 0 ? line : line.slice(end + 2);
}

/** Classes have a package and begin with a capital; one without a package only where nothing else can stand. */
function isClass(name: string, isLast: boolean): boolean {
  const dot = name.lastIndexOf(".");
  const first = name.charCodeAt(dot + 1);
  return first >= 65 && first <= 90 && (dot > 0 || isLast);
}

/** `at java.base/java.lang.Thread.run(Thread.java:840)`, also `(Native Method)` and `(Unknown Source)`. */
function readFrame(text: string): Frame | undefined {
  if (!text.startsWith("at ")) return undefined;
  const open = text.indexOf("(");
  const close = text.indexOf(")", open);
  if (open < 5 || close < open || text[open - 1] === " ") return undefined;
  // Logback and log4j write the archive after the place: `) ~[shop.jar:1.0]`
  if (close + 1 < text.length && text[close + 1] !== " ") return undefined;
  const qualified = text.slice(3, open);
  const called = cutModule(qualified);
  const dot = called.lastIndexOf(".");
  const source = readSource(text.slice(open + 1, close));
  if (dot < 1 || !source || called.includes(" ")) return undefined;
  return toFrame("java", { module: called.slice(0, dot), function: called.slice(dot + 1), ...source });
}

/** `java.base@21/java.lang.Thread.run`, `app//com.shop.Cart.total`; `Cart$$Lambda/0x01.run` is a class. */
function cutModule(qualified: string): string {
  const dollar = qualified.indexOf("$");
  return qualified.slice(qualified.lastIndexOf("/", dollar < 0 ? undefined : dollar) + 1);
}

const NO_FILE = new Set(["Native Method", "Unknown Source", "<generated>"]);

/** `Cart.java:12`; undefined for what is no file, as the arguments of a .NET method. */
function readSource(text: string): Pick<Frame, "filename" | "lineno"> | undefined {
  if (NO_FILE.has(text)) return {};
  const colon = text.lastIndexOf(":");
  const file = colon > 0 ? text.slice(0, colon) : text;
  if (NO_FILE.has(file)) return {};
  if (!file || /[\s,()]/.test(file)) return undefined;
  if (colon < 0) return file.includes(".") ? { filename: file } : undefined;
  const digits = text.slice(colon + 1);
  if (digits.length > 9 || digits === "" || !isDigit(digits.charCodeAt(0))) return undefined;
  const lineno = Number(digits);
  return Number.isSafeInteger(lineno) ? { filename: file, lineno } : undefined;
}
