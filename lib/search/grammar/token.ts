import type { GlobPart, Span } from "./ast";

/** A word, or what stood between quotes. */
export interface WordPiece extends Span {
  shape: "word";
  parts: GlobPart[];
  isQuoted: boolean;
  distance?: number;
}

/** `/…/` */
export interface PatternPiece extends Span {
  shape: "pattern";
  source: string;
}

/** `[a, b]`, or what follows `IN`. */
export interface ListPiece extends Span {
  shape: "list";
  items: (WordPiece | PatternPiece)[];
}

/** `[1 TO 5]`; null stands for `*`. */
export interface RangePiece extends Span {
  shape: "range";
  low: WordPiece | null;
  high: WordPiece | null;
  isLowIncluded: boolean;
  isHighIncluded: boolean;
}

/** The name after `has:`. */
export interface KeyPiece extends Span {
  shape: "key";
  key: RawKey;
}

/** Nothing where a value should be, or something that could not be read; the error is already told. */
export interface MissingPiece extends Span {
  shape: "missing";
}

export type ValuePiece = WordPiece | PatternPiece | ListPiece | RangePiece | KeyPiece | MissingPiece;

/** A key as it was typed. */
export interface RawKey extends Span {
  form: "plain" | "quoted" | "tags" | "flags" | "any";
  name: string;
}

export type OperatorSymbol = "=" | "!=" | ">" | ">=" | "<" | "<=";

/** Where the sides of a value may be open: what Sentry's interface writes between two marks. */
export type TextMatch = "contains" | "starts" | "ends";

export interface FilterToken extends Span {
  type: "filter";
  /** By `!` or `-` before the key; `!=` and `NOT IN` are in the operator. */
  isNegated: boolean;
  /** Empty (`from` equals `to`) inside `key:(…)`, where the key stands once before the parenthesis. */
  key: RawKey;
  /** The `:` alone, or with the sign after it, or the sign, or the word `IN`. */
  operator: Span & { symbol: OperatorSymbol; match?: TextMatch };
  value: ValuePiece;
}

export interface TextToken extends Span {
  type: "text";
  value: WordPiece | PatternPiece;
}

/** `(`, or `key:(`. */
export interface OpenToken extends Span {
  type: "open";
  key?: RawKey;
}

export interface SignToken extends Span {
  type: "close" | "and" | "or" | "not";
}

/** In the order of the text, never overlapping; between them is only white space. */
export type QueryToken = FilterToken | TextToken | OpenToken | SignToken;
