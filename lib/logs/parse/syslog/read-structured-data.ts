import type { LogValue } from "@/lib/logs/line";
import { readTags } from "@/lib/logs/parse/loggly/read-tags";

/** The elements of a line's structured data. */
export interface StructuredData {
  /** By the element's id: `{"exampleSDID@32473": {"iut": "3"}}`; Loggly's tags as `tags`. */
  attributes: Record<string, LogValue>;
  /** Loggly's `TOKEN@41058`: 32 hex digits. */
  token?: string;
  /** Where the line goes on. */
  end: number;
}

const MAX_ELEMENTS = 64;
const MAX_PARAMS = 256;
const MAX_NAME = 128;

/**
 * Reads `-` or `[id name="value" …][…]` (RFC 5424, 6.3), with `\"`, `\\` and `\]` in values; of a name that comes twice both
 * values are kept. Undefined when it is neither, so that the line can keep it as text. One pass.
 */
export function readStructuredData(text: string, from: number): StructuredData | undefined {
  const data: StructuredData = { attributes: {}, end: from };
  if (text[from] === "-") return isEnd(text, from + 1) ? { ...data, end: from + 1 } : undefined;
  const elements = new Map<string, LogValue>();
  let at = from;
  while (text[at] === "[" && elements.size < MAX_ELEMENTS) {
    const id = nameAt(text, at + 1);
    const params = new Map<string, LogValue>();
    const end = id === "" ? -1 : readParams(text, at + 1 + id.length, params);
    if (end === -1) return undefined;
    at = end;
    const token = tokenOf(id);
    if (token === undefined) elements.set(id, Object.fromEntries(params));
    else {
      data.token = token;
      addLogglyFields(elements, params);
    }
  }
  if (at === from || !isEnd(text, at)) return undefined;
  return { ...data, attributes: Object.fromEntries(elements), end: at };
}

/** Reads up to behind the closing bracket; -1 when it is malformed. */
function readParams(text: string, from: number, params: Map<string, LogValue>): number {
  let at = from;
  for (let count = 0; count < MAX_PARAMS; count++) {
    while (text[at] === " ") at++;
    if (text[at] === "]") return at + 1;
    const name = nameAt(text, at);
    at += name.length;
    if (name === "" || text[at] !== "=" || text[at + 1] !== '"') return -1;
    const open = at + 2;
    const close = endOfValue(text, open);
    if (close === -1) return -1;
    addParam(params, name, unescape(text.slice(open, close)));
    at = close + 1;
  }
  return -1;
}

function addParam(params: Map<string, LogValue>, name: string, value: string): void {
  const other = params.get(name);
  if (other === undefined) params.set(name, value);
  else if (Array.isArray(other)) other.push(value);
  else params.set(name, [other, value]);
}

function nameAt(text: string, from: number): string {
  let at = from;
  for (; at < text.length && at - from <= MAX_NAME; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0x22 || code === 0x3d || code === 0x5d) break;
  }
  return at - from > MAX_NAME ? "" : text.slice(from, at);
}

function endOfValue(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at;
  }
  return -1;
}

/** A backslash before anything else is itself. */
function unescape(value: string): string {
  if (!value.includes("\\")) return value;
  let plain = "";
  for (let at = 0; at < value.length; at++) {
    const next = value[at + 1];
    if (value[at] === "\\" && (next === '"' || next === "\\" || next === "]")) at++;
    plain += value[at];
  }
  return plain;
}

const TOKEN = /^(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@\d{1,10}$/i;

/** Loggly's number is 41058; its senders are told to write it, and some write another. */
function tokenOf(id: string): string | undefined {
  return TOKEN.test(id) ? id.slice(0, id.indexOf("@")).replaceAll("-", "").toLowerCase() : undefined;
}

function addLogglyFields(elements: Map<string, LogValue>, params: Map<string, LogValue>): void {
  for (const [name, value] of params) {
    if (name !== "tag") elements.set(name, value);
    else {
      const tags = readTags((Array.isArray(value) ? value : [value]).map(String));
      if (tags.length > 0) elements.set("tags", tags);
    }
  }
}

function isEnd(text: string, at: number): boolean {
  return at >= text.length || text[at] === " ";
}
