import type { SearchLanguage } from "./language";
import { matchParentheses } from "./match-parentheses";
import type { QueryError } from "./query-error";

/** What the readers of one query share. Readers take a position and give back where they stopped. */
export interface Scan {
  text: string;
  language: SearchLanguage;
  errors: QueryError[];
  pairs: ReadonlyMap<number, number>;
  /** An open quote takes all that follows: right while somebody is still typing in it. */
  isQuoteToEnd: boolean;
  /** Set at the first quote that does not close: none after it can, so nobody looks again. */
  hasOpenQuote: boolean;
}

/** Starts to read a text. */
export function startScan(text: string, language: SearchLanguage, isQuoteToEnd: boolean): Scan {
  return { text, language, errors: [], pairs: matchParentheses(text), isQuoteToEnd, hasOpenQuote: false };
}
