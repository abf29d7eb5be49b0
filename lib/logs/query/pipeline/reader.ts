import type { Span } from "@/lib/search/grammar/ast";
import { isDigit, isLetterOrDigit, isSpace, skipSpace } from "@/lib/search/grammar/characters";
import type { QueryError } from "@/lib/search/grammar/query-error";

/** Ends the reading of a stage; what is wrong stands in it. Caught where stages are read. */
export class StageFault extends Error {
  constructor(readonly fault: QueryError) {
    super(fault.message);
  }
}

/** A place in the text of a question. */
export interface Reader {
  text: string;
  at: number;
  depth: number;
}

export interface Word extends Span {
  text: string;
  /** Stood between backquotes, so it is no key word. */
  isQuoted: boolean;
}

/** @throws StageFault */
export function fail(span: Span, message: string, expected?: readonly string[]): never {
  const to = Math.max(span.to, span.from + 1);
  throw new StageFault({ from: span.from, to, message, ...(expected ? { expected: [...expected] } : {}) });
}

/** Past white space. */
export function skip(reader: Reader): void {
  reader.at = skipSpace(reader.text, reader.at);
}

/** What stands at the reader's place, one character; at the end of a stage the empty text. */
export function peek(reader: Reader): string {
  skip(reader);
  const character = reader.text.charAt(reader.at);
  return character === "|" ? "" : character;
}

/** The place of the reader, as wide as one character. */
export function here(reader: Reader): Span {
  skip(reader);
  const last = reader.at >= reader.text.length ? Math.max(0, reader.text.length - 1) : reader.at;
  return { from: last, to: last + 1 };
}

/** Takes a sign when it stands there. */
export function eat(reader: Reader, sign: string): boolean {
  skip(reader);
  if (!reader.text.startsWith(sign, reader.at)) return false;
  reader.at += sign.length;
  return true;
}

export function expectSign(reader: Reader, sign: string, message: string): void {
  if (!eat(reader, sign)) fail(here(reader), message, [sign]);
}

function isWordStart(character: string): boolean {
  return isLetterOrDigit(character) || character === "_" || character === "@";
}

/** Whether a name is written without backquotes. A `-` belongs to it when a letter follows: `user-agent`. */
export function isPlainWord(text: string): boolean {
  return text !== "" && !isDigit(text.charAt(0)) && wordEnd(text, 0) === text.length;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  if (!isWordStart(text.charAt(end))) return end;
  for (; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (isWordStart(character)) continue;
    const next = text.charAt(end + 1);
    if (character === "." && isWordStart(next)) continue;
    if (character === "-" && isWordStart(next) && !isDigit(next)) continue;
    break;
  }
  return end;
}

/** A word at the reader's place, not read yet; null when none begins there. */
export function peekWord(reader: Reader): Word | null {
  skip(reader);
  const { text, at } = reader;
  if (text.charAt(at) === "`") {
    const end = text.indexOf("`", at + 1);
    if (end < 0) fail({ from: at, to: at + 1 }, "This backquote is not closed.", ["`"]);
    if (end === at + 1) fail({ from: at, to: end + 1 }, "Put a name between the backquotes.");
    return { from: at, to: end + 1, text: text.slice(at + 1, end), isQuoted: true };
  }
  if (isDigit(text.charAt(at))) return null;
  const end = wordEnd(text, at);
  return end === at ? null : { from: at, to: end, text: text.slice(at, end), isQuoted: false };
}

/** Takes one of our own small words. */
export function eatWord(reader: Reader, word: string): boolean {
  const found = peekWord(reader);
  if (found === null || found.isQuoted || found.text.toLowerCase() !== word) return false;
  reader.at = found.to;
  return true;
}

/** Takes `name=` of an option such as `span=5m`. */
export function eatOption(reader: Reader, name: string): boolean {
  const start = reader.at;
  if (eatWord(reader, name) && eat(reader, "=")) return true;
  reader.at = start;
  return false;
}

/** Text between double quotes: `\"` and `\\` are escapes, any other backslash is itself. Null when none begins here. */
export function readString(reader: Reader): (Span & { text: string }) | null {
  if (peek(reader) !== '"') return null;
  const { text, at: from } = reader;
  let inside = "";
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '"') {
      reader.at = at + 1;
      return { from, to: at + 1, text: inside };
    }
    if (character === "\\" && (next === '"' || next === "\\")) {
      inside += next;
      at += 1;
    } else inside += character;
  }
  return fail({ from, to: from + 1 }, "This quote is not closed.", ['"']);
}

/** A text as `readString` reads it. */
export function printString(text: string): string {
  let inside = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '"') inside += '\\"';
    else if (character === "\\" && (next === "\\" || next === '"' || next === "")) inside += "\\\\";
    else inside += character;
  }
  return `"${inside}"`;
}

/** `/…/`, its source; a `/` inside has a backslash before it, which is not part of the source. */
export function readSlashes(reader: Reader): (Span & { text: string }) | null {
  if (peek(reader) !== "/") return null;
  const { text, at: from } = reader;
  let inside = "";
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "/") {
      reader.at = at + 1;
      return { from, to: at + 1, text: inside };
    }
    if (character === "\\" && at + 1 < text.length) {
      at += 1;
      inside += text.charAt(at) === "/" ? "/" : `\\${text.charAt(at)}`;
    } else inside += character;
  }
  return fail({ from, to: from + 1 }, "This pattern is not closed.", ["/"]);
}

/** Digits with what hangs on them: `5`, `1.5`, `1e6`, `5m`, `10mb`, `20%`. */
export function readAmountText(reader: Reader): (Span & { text: string }) | null {
  const character = peek(reader);
  if (!isDigit(character)) return null;
  const { text, at: from } = reader;
  let end = from;
  for (; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (isLetterOrDigit(character) || (character === "." && isDigit(text.charAt(end + 1)))) continue;
    const isExponent = (character === "+" || character === "-") && /^[\d.]+e$/i.test(text.slice(from, end));
    if (!isExponent || !isDigit(text.charAt(end + 1))) break;
  }
  reader.at = end;
  return { from, to: end, text: text.slice(from, end) };
}

/** The next `|` outside quotes at or after a place, or the end of the text. */
export function findPipe(text: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted && character === "\\") at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === "|") return at;
  }
  return text.length;
}

/** What stands there, for a message: the word or sign up to white space, at most 20 characters. */
export function showWhat(reader: Reader): string {
  const from = here(reader).from;
  let end = from;
  while (end < reader.text.length && end < from + 20 && !isSpace(reader.text.charAt(end))) end += 1;
  return reader.text.slice(from, Math.max(end, from + 1));
}
