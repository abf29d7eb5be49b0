import { isSpace, skipSpace } from "./characters";
import { isAnything, toTextOrGlob } from "./glob";
import { readPiece } from "./read-word";
import type { Scan } from "./scan";
import type { ListPiece, MissingPiece, PatternPiece, RangePiece, WordPiece } from "./token";

type Item = WordPiece | PatternPiece;

/** `[a, b]`, `[1 TO 5]` or `(a, b)`, from its opening sign. Told errors end it where it went wrong. */
export function readList(scan: Scan, at: number): ListPiece | RangePiece | MissingPiece {
  const { text, errors } = scan;
  const isCall = text.charAt(at) === "(";
  const close = isCall ? ")" : "]";
  const items: Item[] = [];
  let end = at + 1;
  for (;;) {
    const item = readItem(scan, end, isCall);
    if (item.from === item.to) {
      if (!isSign(text, item.from, close)) return tellUnclosed(scan, at, item.from, close);
      const isEmpty = items.length === 0 && text.charAt(item.from) === close;
      const message = isEmpty ? "Put values between the brackets." : "A value is missing here.";
      const to = item.from + 1;
      errors.push({ from: isEmpty ? at : item.from, to, message });
    } else {
      items.push(item);
      if (items.length === 1 && !isCall) {
        const range = readRangeEnd(scan, at, item);
        if (range !== null) return range;
      }
    }
    end = skipSpace(text, item.to);
    if (text.charAt(end) === close) break;
    if (text.charAt(end) !== ",") return tellUnclosed(scan, at, item.to, close);
    end += 1;
  }
  if (items.length === 0) return { shape: "missing", from: at, to: end + 1 };
  return { shape: "list", from: at, to: end + 1, items };
}

function isSign(text: string, at: number, close: string): boolean {
  return text.charAt(at) === "," || text.charAt(at) === close;
}

function readItem(scan: Scan, at: number, isCall: boolean): Item {
  return readPiece(scan, skipSpace(scan.text, at), isCall ? "call" : "list");
}

function tellUnclosed(scan: Scan, at: number, to: number, close: string): MissingPiece {
  const message =
    "This list is not closed. Separate values by commas and put quotes around those that have spaces.";
  scan.errors.push({ from: at, to: at + 1, message, expected: [close] });
  return { shape: "missing", from: at, to: Math.max(to, at + 1) };
}

/** `{1 TO 5}` or `{1 TO 5]`; null when no ` TO ` stands there, for a value may well begin with `{`. */
export function readOpenRange(scan: Scan, at: number): RangePiece | MissingPiece | null {
  const errors = scan.errors.length;
  const low = readItem(scan, at + 1, false);
  const range = low.from === low.to ? null : readRangeEnd(scan, at, low);
  if (range === null) scan.errors.length = errors;
  return range;
}

/** ` TO 5]` after the lower bound; null when there is no ` TO `. */
function readRangeEnd(scan: Scan, at: number, low: Item): RangePiece | MissingPiece | null {
  const { text, errors } = scan;
  const word = skipSpace(text, low.to);
  if (word === low.to || !text.startsWith("TO", word) || !isSpace(text.charAt(word + 2))) return null;
  const high = readItem(scan, word + 2, false);
  const end = skipSpace(text, high.to);
  const close = text.charAt(end);
  if (high.from === high.to || (close !== "]" && close !== "}")) {
    const message = "This range is not closed. It is written [1 TO 5] or {1 TO 5}.";
    errors.push({ from: at, to: at + 1, message, expected: ["]", "}"] });
    return { shape: "missing", from: at, to: high.from === high.to ? word + 2 : high.to };
  }
  if (low.shape === "pattern" || high.shape === "pattern") {
    errors.push({ from: at, to: end + 1, message: "A range has no patterns." });
    return { shape: "missing", from: at, to: end + 1 };
  }
  const isLowIncluded = text.charAt(at) === "[";
  const isHighIncluded = close === "]";
  const bounds = { low: orOpen(low), high: orOpen(high), isLowIncluded, isHighIncluded };
  return { shape: "range", from: at, to: end + 1, ...bounds };
}

function orOpen(piece: WordPiece): WordPiece | null {
  return isAnything(toTextOrGlob(piece.parts)) ? null : piece;
}
