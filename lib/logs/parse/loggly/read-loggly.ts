import type { LogLine, LogValue } from "@/lib/logs/line";
import { type LineDefaults, lineFromObject, lineFromText, lineFromValue } from "@/lib/logs/parse/from-object";
import { splitJson } from "@/lib/logs/parse/split-json";
import { readPairs } from "./read-pairs";

/** How a body came. */
export interface LogglyBody {
  /** Events are separated by newlines. */
  isBulk: boolean;
  /** Its content type says form; most such bodies are JSON all the same. */
  isForm: boolean;
  defaults: LineDefaults;
}

/** The lines of a body: JSON whatever its content type says, else a form, else text, with the fields of `key=value` pairs. */
export function* readLoggly(text: string, { isBulk, isForm, defaults }: LogglyBody): Generator<LogLine> {
  if (text.trim() === "") return;
  const values = readAllJson(text);
  if (values) {
    for (const value of values) yield lineFromValue(value, defaults);
  } else if (isForm && isGenuineForm(text)) {
    yield lineFromObject(Object.fromEntries(new URLSearchParams(text.trim())), defaults);
  } else if (isBulk) {
    for (const line of linesOf(text)) yield readLine(line, defaults);
  } else yield readLine(text.trimEnd(), defaults);
}

/** Undefined when any of it is no object; a text that begins with a number is a text. */
function readAllJson(text: string): LogValue[] | undefined {
  const values: LogValue[] = [];
  for (const { value } of splitJson(text)) {
    if (typeof value !== "object" || value === null) return undefined;
    values.push(value);
  }
  return values.length > 0 ? values : undefined;
}

/** `name=value&…` without white space. */
function isGenuineForm(text: string): boolean {
  return /^[^\s={}[\]]{1,256}=/.test(text) && !/\s/.test(text.trim());
}

function readLine(text: string, defaults: LineDefaults): LogLine {
  const [value] = text.startsWith("{") ? (readAllJson(text) ?? []) : [];
  if (value !== undefined) return lineFromValue(value, defaults);
  const pairs = readPairs(text);
  if (!pairs) return lineFromText(text, defaults);
  const line = lineFromObject({ ...pairs, message: text }, defaults);
  line.message = text;
  return line;
}

function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, end).trimEnd();
    at = end + 1;
    if (line !== "") yield line;
  }
}
