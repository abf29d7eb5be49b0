import { isLetterOrDigit, isSpace, isWordEnd, skipSpace } from "./characters";
import type { SearchLanguage } from "./language";
import { readFilter } from "./read-filter";
import { readGroupItem } from "./read-group-item";
import { markLowerCaseWords } from "./mark-lower-case-words";
import type { QueryError } from "./query-error";
import { readPiece } from "./read-word";
import { type Scan, startScan } from "./scan";
import type { QueryToken, RawKey, SignToken } from "./token";

export interface Tokens {
  tokens: QueryToken[];
  errors: QueryError[];
  /** What stands from the first `|` outside quotes on, without it. */
  rest: { from: number; text: string } | null;
}

const words: Readonly<Record<string, SignToken["type"]>> = { AND: "and", OR: "or", NOT: "not" };

export interface TokeniseOptions {
  /** For completion: an open quote is no error but takes all that follows. */
  isQuoteToEnd?: boolean;
}

/** Cuts a query into tokens. Never throws; what cannot be read is told in `errors` and its place skipped. */
export function tokenise(text: string, language: SearchLanguage, options: TokeniseOptions = {}): Tokens {
  const scan = startScan(text, language, options.isQuoteToEnd === true);
  const tokens: QueryToken[] = [];
  /** For each open parenthesis the key before it, its own or that around it. */
  const keys: (RawKey | undefined)[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length && text.charAt(at) !== "|") {
    const token = readToken(scan, at, keys.at(-1));
    tokens.push(token);
    if (token.type === "open") keys.push(token.key ?? keys.at(-1));
    else if (token.type === "close") keys.pop();
    at = skipSpace(text, Math.max(token.to, at + 1));
  }
  const rest = at < text.length ? { from: at, text: text.slice(at + 1) } : null;
  return { tokens: markLowerCaseWords(tokens), errors: scan.errors, rest };
}

function readToken(scan: Scan, at: number, groupKey: RawKey | undefined): QueryToken {
  const { text } = scan;
  const character = text.charAt(at);
  if (character === "(") return { type: "open", from: at, to: at + 1 };
  if (character === ")") return { type: "close", from: at, to: at + 1 };
  const sign = readWordSign(text, at);
  if (sign !== null) return sign;
  if (groupKey !== undefined) {
    if (isNegation(text, at)) return { type: "not", from: at, to: at + 1 };
    return readGroupItem(scan, at, groupKey);
  }
  const isNegated = isNegation(text, at);
  const filter = readFilter(scan, at, isNegated);
  if (filter !== null) return filter;
  if (isNegated) return { type: "not", from: at, to: at + 1 };
  const value = readPiece(scan, at, "free");
  return { type: "text", from: at, to: value.to, value };
}

function readWordSign(text: string, at: number): SignToken | null {
  for (const [word, type] of Object.entries(words)) {
    const next = text.charAt(at + word.length);
    if (text.startsWith(word, at) && (isWordEnd(next) || next === "(")) {
      return { type, from: at, to: at + word.length };
    }
  }
  return null;
}

/** `-x` and `!x`; not `--flag`, `->`, `!=` or a sign that stands alone. */
function isNegation(text: string, at: number): boolean {
  const sign = text.charAt(at);
  if (sign !== "-" && sign !== "!") return false;
  const next = text.charAt(at + 1);
  if (next === "" || isSpace(next)) return false;
  return isLetterOrDigit(next) || '_"(*/@.#'.includes(next) || next > "\u007f" || isOther(sign, next);
}

/** `-!key:v` and `!-key:v` negate twice. */
function isOther(sign: string, next: string): boolean {
  return (sign === "-" && next === "!") || (sign === "!" && next === "-");
}
