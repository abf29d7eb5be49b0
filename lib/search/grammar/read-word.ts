import type { GlobPart } from "./ast";
import { isDigit, isEscapable, isSpace, isWordEnd } from "./characters";
import { tidyParts } from "./glob";
import { maximumDistance } from "./limits";
import type { Scan } from "./scan";
import { looksLikePattern } from "./looks-like-pattern";
import type { PatternPiece, WordPiece } from "./token";

/** Where a word stops besides white space and `|`: `list` items also at `,` `]` `}`, `call` items at `,` `)`. */
export type WordPlace = "free" | "list" | "call";

/** A word, a phrase in quotes or a pattern at `at`. Never empty unless nothing of a word stands there. */
export function readPiece(scan: Scan, at: number, place: WordPlace): WordPiece | PatternPiece {
  if (scan.text.charAt(at) === '"') return readQuoted(scan, at, place);
  return readPattern(scan.text, at, place) ?? readWord(scan, at, place);
}

/** Characters up to the end of the word. A backslash keeps the next special character from its meaning. */
export function readWord({ text, pairs }: Scan, at: number, place: WordPlace): WordPiece {
  const parts: GlobPart[] = [];
  let literal = "";
  let closesAt = -1;
  let end = at;
  const flush = () => {
    parts.push({ literal });
    literal = "";
  };
  for (; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (character === "\\" && isEscapable(text.charAt(end + 1))) {
      end += 1;
      literal += text.charAt(end);
    } else if (isStop(character, place)) {
      break;
    } else if (character === "*" || character === "?") {
      flush();
      parts.push({ wildcard: character });
    } else {
      if (place === "free" && end > closesAt) {
        if (character === ")") break;
        if (character === "(") {
          const pair = pairs.get(end);
          if (pair === undefined) break;
          closesAt = pair;
        }
      }
      literal += character;
    }
  }
  flush();
  return { shape: "word", from: at, to: end, parts: tidyParts(parts), isQuoted: false };
}

function isStop(character: string, place: WordPlace): boolean {
  if (character === "|" || isSpace(character)) return true;
  if (place === "list") return character === "," || character === "]" || character === "}";
  return place === "call" && (character === "," || character === ")");
}

/** Between quotes only `\"`, `\\` and `\*` are escapes, `*` stays a wildcard, everything else is itself. */
function readQuoted(scan: Scan, at: number, place: WordPlace): WordPiece {
  const { text } = scan;
  const parts: GlobPart[] = [];
  let literal = "";
  let end = at + 1;
  let isClosed = false;
  if (scan.hasOpenQuote) end = text.length;
  for (; end < text.length; end += 1) {
    const character = text.charAt(end);
    const next = text.charAt(end + 1);
    if (character === '"') {
      isClosed = true;
      end += 1;
      break;
    }
    if (character === "\\" && (next === '"' || next === "\\" || next === "*")) {
      literal += next;
      end += 1;
    } else if (character === "*") {
      parts.push({ literal }, { wildcard: "*" });
      literal = "";
    } else {
      literal += character;
    }
  }
  if (!isClosed && !scan.isQuoteToEnd) return readUnclosed(scan, at, place);
  parts.push({ literal });
  const piece: WordPiece = { shape: "word", from: at, to: end, parts: tidyParts(parts), isQuoted: true };
  return isClosed ? readDistance(scan, piece) : piece;
}

/** Without a closing quote it is read as a word, so that what follows is still found. */
function readUnclosed(scan: Scan, at: number, place: WordPlace): WordPiece {
  scan.hasOpenQuote = true;
  scan.errors.push({ from: at, to: at + 1, message: "This quote is not closed.", expected: ['"'] });
  return { ...readWord(scan, at + 1, place), from: at, isQuoted: true };
}

function readDistance(scan: Scan, piece: WordPiece): WordPiece {
  const { text } = scan;
  if (text.charAt(piece.to) !== "~" || !isDigit(text.charAt(piece.to + 1))) return piece;
  let end = piece.to + 1;
  while (isDigit(text.charAt(end))) end += 1;
  if (!isWordEnd(text.charAt(end)) && text.charAt(end) !== "," && text.charAt(end) !== "]") return piece;
  const distance = Number(text.slice(piece.to + 1, end));
  if (distance > maximumDistance) {
    const message = `Words can be at most ${maximumDistance} words apart.`;
    scan.errors.push({ from: piece.to + 1, to: end, message });
    return { ...piece, to: end };
  }
  return { ...piece, to: end, distance };
}

/**
 * `/…/` without `/` inside unless escaped; a path such as `/api/users` is not one. With white space inside only what could be
 * nothing else: `/took \d+ ms/`, not the paths of `/tmp and logs/`.
 */
export function readPattern(text: string, at: number, place: WordPlace): PatternPiece | null {
  if (text.charAt(at) !== "/") return null;
  let isSpaced = false;
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (character === "\\") end += 1;
    else if (isSpace(character)) isSpaced = true;
    else if (character === "/") {
      const next = text.charAt(end + 1);
      const source = text.slice(at + 1, end);
      if (source === "" || !(isWordEnd(next) || isStop(next, place))) return null;
      if (isSpaced && !looksLikePattern(source)) return null;
      return { shape: "pattern", from: at, to: end + 1, source };
    }
  }
  return null;
}
