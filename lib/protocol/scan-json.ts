import { ProtocolError } from "./protocol-error";
import type { JsonText } from "./text-memory";

export interface JsonLimits {
  /** Nested objects and lists. */
  depth: number;
  /** Values, counted over the whole text. */
  nodes: number;
  /** Told how many there are, before any of them is made; what it throws is thrown. */
  counted?: (nodes: number) => void;
}

/** What an event may hold at most (Relay's depth; our own count). */
export const DEFAULT_LIMITS: JsonLimits = { depth: 128, nodes: 100_000 };

/** Bytes that JSON.parse cannot take as they are: a replacement for `[from, to)`. */
export interface JsonPatch {
  from: number;
  to: number;
  replacement: "null" | "quoted";
}

/** Where an object stands, `[from, to)`, and what it counts against the limits. */
export interface JsonRange {
  from: number;
  to: number;
  nodes: number;
  depth: number;
}

/** What to do about the stack traces of an event's exceptions (`exception[.values][i].stacktrace`) and their `frames`. */
export interface StackWatch {
  /** The stack that begins at `from`, if it is known and need not be looked at. */
  recallStack(from: number): JsonText | undefined;
  /** Likewise a frame of a stack that is not known. */
  recallFrame(from: number): JsonText | undefined;
  foundFrame(frame: JsonRange): void;
  /** After its frames, if it was looked at. */
  foundStack(stack: JsonRange): void;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;
const MINUS = 0x2d;
const DOT = 0x2e;
const LARGEST_SAFE = "9007199254740991";

/**
 * One pass over JSON text before `JSON.parse`, which has no limits of its own. Throws 400 `too_complex`; returns the
 * tokens to patch: NaN and Infinity from Python, and integers beyond 2^53 that would lose digits as a number. With
 * `watch`, the stack traces of exceptions are told as they are found, and those that it recalls are passed over.
 */
export function scanJson(bytes: Uint8Array, limits: JsonLimits, watch?: StackWatch): JsonPatch[] {
  const patches: JsonPatch[] = [];
  const end = bytes.length;
  let depth = 0;
  let nodes = 1;
  let isException = false;
  let areFrames = false;
  let stack: Opened | undefined;
  let frame: Opened | undefined;
  let deepest = 0;
  /** Passes over an object that is known: where it ends. */
  const pass = (known: JsonText, from: number): JsonRange => {
    nodes += known.nodes;
    if (nodes > limits.nodes) throw tooManyNodes(limits);
    if (depth + known.depth > limits.depth) throw tooDeep(limits);
    deepest = Math.max(deepest, depth + known.depth);
    return { from, to: from + known.bytes.length, nodes: known.nodes, depth: known.depth };
  };
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === QUOTE) {
      const from = i + 1;
      for (i++; i < end; i++) {
        const inside = bytes[i];
        if (inside === QUOTE) break;
        if (inside === BACKSLASH) i++;
      }
      if (watch === undefined || frame) continue;
      if (stack) {
        if (depth === stack.depth + 1) {
          const value = valueAfter(bytes, i);
          if (value > 0) areFrames = bytes[value] === 0x5b && isKey(bytes, from, i, "frames");
        }
      } else if (depth === 1 && valueAfter(bytes, i) > 0) isException = isKey(bytes, from, i, "exception");
      else if (isException && (depth === 3 || depth === 4) && isKey(bytes, from, i, "stacktrace")) {
        const value = valueAfter(bytes, i);
        if (bytes[value] !== 0x7b) continue;
        const known = watch.recallStack(value);
        if (known) {
          const range = pass(known, value);
          watch.foundStack(range);
          i = range.to - 1;
          continue;
        }
        stack = { from: value, depth, nodes };
        deepest = depth;
        areFrames = false;
      }
    } else if (byte === COMMA) {
      if (++nodes > limits.nodes) throw tooManyNodes(limits);
    } else if (byte === 0x7b || byte === 0x5b) {
      if (byte === 0x7b && areFrames && stack && depth === stack.depth + 2) {
        const known = watch?.recallFrame(i);
        if (known) {
          const range = pass(known, i);
          watch?.foundFrame(range);
          i = range.to - 1;
          continue;
        }
        frame = { from: i, depth, nodes, deepest };
        deepest = depth;
      }
      if (++depth > limits.depth) throw tooDeep(limits);
      if (depth > deepest) deepest = depth;
      if (++nodes > limits.nodes) throw tooManyNodes(limits);
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
      if (frame && depth === frame.depth) {
        watch?.foundFrame({
          from: frame.from,
          to: i + 1,
          nodes: nodes - frame.nodes,
          depth: deepest - frame.depth,
        });
        deepest = Math.max(deepest, frame.deepest ?? 0);
        frame = undefined;
      } else if (stack && depth === stack.depth) {
        watch?.foundStack({
          from: stack.from,
          to: i + 1,
          nodes: nodes - stack.nodes,
          depth: deepest - stack.depth,
        });
        stack = undefined;
      }
    } else if (byte === MINUS || (byte >= 0x30 && byte <= 0x39)) {
      const to = endOfNumber(bytes, i, end, patches);
      if (to > i) i = to - 1;
    } else if (byte === 0x4e || byte === 0x49) {
      const to = i + (byte === 0x4e ? 3 : 8);
      if (isWord(bytes, i, byte === 0x4e ? "NaN" : "Infinity")) {
        patches.push({ from: i, to, replacement: "null" });
        i = to - 1;
      }
    }
  }
  limits.counted?.(nodes);
  return patches;
}

/** An object that is being looked at: where it begins, and what was counted before it. */
interface Opened {
  from: number;
  depth: number;
  nodes: number;
  deepest?: number;
}

/** Where the value begins if the string that ends at `quote` is a key; 0 if it is none. */
function valueAfter(bytes: Uint8Array, quote: number): number {
  let at = quote + 1;
  while (bytes[at] === SPACE) at++;
  if (bytes[at] !== COLON) return 0;
  do at++;
  while (bytes[at] === SPACE);
  return at;
}

function isKey(bytes: Uint8Array, from: number, to: number, key: string): boolean {
  return to - from === key.length && isWord(bytes, from, key);
}

function endOfNumber(bytes: Uint8Array, from: number, end: number, patches: JsonPatch[]): number {
  const digits = bytes[from] === MINUS ? from + 1 : from;
  if (digits > from && isWord(bytes, digits, "Infinity")) {
    patches.push({ from, to: digits + 8, replacement: "null" });
    return digits + 8;
  }
  let to = digits;
  while (to < end && isDigit(bytes[to] as number)) to++;
  const integer = !isFraction(bytes[to] as number);
  if (integer && to - digits >= LARGEST_SAFE.length && isUnsafe(bytes, digits, to)) {
    patches.push({ from, to, replacement: "quoted" });
  }
  while (to < end && (isDigit(bytes[to] as number) || isFraction(bytes[to] as number))) to++;
  return to;
}

function isUnsafe(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > LARGEST_SAFE.length) return true;
  return String.fromCharCode(...bytes.subarray(from, to)) > LARGEST_SAFE;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** What may stand in a number besides digits: `.`, `e`, `E`, `+`, `-`. */
function isFraction(byte: number): boolean {
  return byte === DOT || byte === 0x65 || byte === 0x45 || byte === MINUS || byte === 0x2b;
}

function isWord(bytes: Uint8Array, from: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if (bytes[from + i] !== word.charCodeAt(i)) return false;
  }
  return true;
}

function tooManyNodes({ nodes }: JsonLimits): ProtocolError {
  return tooComplex(`more than ${nodes} values`);
}

function tooDeep({ depth }: JsonLimits): ProtocolError {
  return tooComplex(`nested deeper than ${depth} levels`);
}

function tooComplex(cause: string): ProtocolError {
  return new ProtocolError(400, "too_complex", "JSON is too complex", [cause]);
}
