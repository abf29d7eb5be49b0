import type { Frame } from "@/lib/protocol/event";
import { isDigit, readHeader } from "./scan-text";
import { toException, toFrame, toTrace, type Trace, type TracedException } from "./trace";

const START = "Traceback (most recent call last):";
const FILE = 'File "';

/**
 * CPython: `Traceback (most recent call last):`, then `  File "cart.py", line 12, in total` each with its source, newest
 * call last, then `shop.errors.CartError: text`. A chain is several of them, oldest first.
 */
export function parsePython(lines: readonly string[]): Trace | undefined {
  const found: TracedException[] = [];
  let frames: Frame[] | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    const text = line.trim();
    if (text === START || text.endsWith(` ${START}`)) {
      frames = [];
      continue;
    }
    if (!frames) continue;
    const frame = readFrame(text);
    if (frame) {
      const source = lines[index + 1];
      const isSource = source !== undefined && isIndented(source) && isSourceLine(source.trim());
      if (isSource && !isMarker(source)) frame.context_line = source.slice(0, 1024);
      frames.push(frame);
      if (isSource) index++;
    } else if (text && !isIndented(line)) {
      // Only what is written right below the frames is the error.
      if (frames.length > 0) {
        const end = endOfError(lines, index);
        found.push(toException(readError(lines.slice(index, end)), frames));
        index = end - 1;
      }
      frames = undefined;
    }
  }
  if (frames && frames.length > 0) found.push(toException({}, frames));
  return toTrace(found);
}

function isIndented(line: string): boolean {
  return line.startsWith(" ") || line.startsWith("\t");
}

function isSourceLine(text: string): boolean {
  return !text.startsWith(FILE) && !text.startsWith("[Previous line repeated ");
}

/** `    ~~~~^^^^` below the source. */
function isMarker(line: string): boolean {
  for (let at = 0; at < line.length; at++) if (!" \t~^".includes(line.charAt(at))) return false;
  return true;
}

/** The text of an error may have several lines; a blank line ends it, and so does the next trace. */
function endOfError(lines: readonly string[], from: number): number {
  let end = from + 1;
  while (end < lines.length && lines[end]?.trim() && lines[end]?.trim() !== START) end++;
  return end;
}

function readError(lines: string[]): { type?: string; value?: string; module?: string } {
  const [first = "", ...others] = lines;
  const read = readHeader(first.trim());
  if (!read) return { value: lines.join("\n").trim() };
  const dot = read.name.lastIndexOf(".");
  return {
    type: read.name.slice(dot + 1),
    value: [read.value, ...others].join("\n").trim(),
    ...(dot > 0 && { module: read.name.slice(0, dot) }),
  };
}

/** `File "cart.py", line 12, in total`; the function is missing in syntax errors. */
function readFrame(text: string): Frame | undefined {
  if (!text.startsWith(FILE)) return undefined;
  const close = text.indexOf('", line ', FILE.length);
  if (close < 0) return undefined;
  const path = text.slice(FILE.length, close);
  let end = close + '", line '.length;
  const start = end;
  while (end - start < 9 && isDigit(text.charCodeAt(end))) end++;
  if (end === start) return undefined;
  const name = text.startsWith(", in ", end) ? text.slice(end + ", in ".length) : undefined;
  return toFrame("python", {
    filename: path,
    abs_path: path,
    lineno: Number(text.slice(start, end)),
    ...(name !== undefined && { function: name }),
  });
}
