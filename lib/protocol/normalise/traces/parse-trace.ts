import { cleanText } from "@/lib/protocol/normalise/clean-text";
import { parseJava } from "./java";
import { parsePython } from "./python";
import { parseSpiderMonkey } from "./spidermonkey";
import type { Trace, TraceParser } from "./trace";
import { parseV8 } from "./v8";

/** Characters that are read; a trace of 250 frames has a tenth. */
const MAXIMUM_TEXT = 256 * 1024;
const MAXIMUM_LINES = 5_000;
const MAXIMUM_LINE = 8_192;

/** The most telling formats first: a Java frame is not one of V8, but the other way round it may be. */
const PARSERS: readonly TraceParser[] = [parsePython, parseJava, parseV8, parseSpiderMonkey];

/**
 * Reads a stack trace that was sent as text, in the form that V8, Chakra, SpiderMonkey, JavaScriptCore, CPython or the
 * JVM print it. Linear in the text, of which 256 KiB, 5,000 lines and 8 KiB of each line are read. Undefined if it is
 * none of them.
 */
export function parseTrace(text: string): Trace | undefined {
  const lines = splitLines(cleanText(text.slice(0, MAXIMUM_TEXT)));
  for (const parse of PARSERS) {
    const trace = parse(lines);
    if (trace) return trace;
  }
  return undefined;
}

/**
 * Whether a text that was not sent as a trace may hold one: cheap, as it is asked for every message. One line is no
 * trace.
 */
export function mayHoldTrace(text: string): boolean {
  if (!text.includes("\n")) return false;
  return text.includes("at ") || text.includes("Traceback (") || text.includes("@");
}

function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start <= text.length && lines.length < MAXIMUM_LINES) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    lines.push(text.slice(start, Math.min(end, start + MAXIMUM_LINE)));
    start = end + 1;
  }
  return lines;
}
