/** A stretch of the query's text: `from` is included, `to` is not; UTF-16 units, as a text field counts. */
export interface Span {
  from: number;
  to: number;
}

/**
 * What a name means. `field`: one of the caller's table, by its canonical key. `tag`: any other name.
 * `flag`: `flags[name]`. `any`: `*`, every field.
 */
export interface SearchKey {
  scope: "field" | "tag" | "flag" | "any";
  name: string;
}

/** `*` is any run of characters, `?` exactly one. */
export type GlobPart = { literal: string } | { wildcard: "*" | "?" };

export interface TextValue {
  kind: "text";
  text: string;
  /** Of `"a b"~5`: the words may stand this many words apart. */
  distance?: number;
}

/** Text with at least one wildcard; literals are never empty and never adjacent, nor are two `*`. */
export interface GlobValue {
  kind: "glob";
  parts: GlobPart[];
  distance?: number;
}

/** `/…/`: the source of a regular expression as it was typed. Nothing here compiles it. */
export interface PatternValue {
  kind: "pattern";
  source: string;
}

export type DurationUnit = "ms" | "s" | "m" | "h" | "d" | "w";
export type SizeUnit = "b" | "kb" | "mb" | "gb" | "tb" | "pb" | "kib" | "mib" | "gib" | "tib" | "pib";

export interface NumberValue {
  kind: "number";
  value: number;
}

/** `5%` has the value 5. */
export interface PercentageValue {
  kind: "percentage";
  value: number;
}

export interface DurationValue {
  kind: "duration";
  amount: number;
  unit: DurationUnit;
}

export interface SizeValue {
  kind: "size";
  amount: number;
  unit: SizeUnit;
}

export interface BooleanValue {
  kind: "boolean";
  value: boolean;
}

/** `iso` is UTC with milliseconds. A `day` stands for all of it. */
export interface DateValue {
  kind: "date";
  iso: string;
  precision: "day" | "time";
}

/** `-24h` is `after` (newer than 24 hours ago), `+24h` is `before` (older than 24 hours ago). */
export interface RelativeDateValue {
  kind: "relative";
  direction: "after" | "before";
  amount: number;
  unit: Exclude<DurationUnit, "ms">;
}

export type SearchValue =
  | TextValue
  | GlobValue
  | PatternValue
  | NumberValue
  | PercentageValue
  | DurationValue
  | SizeValue
  | BooleanValue
  | DateValue
  | RelativeDateValue;

export type SearchOperator = "=" | ">" | ">=" | "<" | "<=";

/** The empty query, and `*`. */
export interface AllNode {
  type: "all";
}

/** At least two children; never the same type directly inside. */
export interface JoinNode {
  type: "and" | "or";
  children: SearchNode[];
}

/** Around text, `and`, `or` and `all` only: filters carry their own negation. */
export interface NotNode {
  type: "not";
  child: SearchNode;
}

/** `key:value`. Several values mean any of them, and then the operator is `=`. */
export interface FilterNode {
  type: "filter";
  key: SearchKey;
  isNegated: boolean;
  operator: SearchOperator;
  values: SearchValue[];
  /** Where it stands in the text that was parsed. */
  span?: Span;
}

/** `has:key`. */
export interface HasNode {
  type: "has";
  key: SearchKey;
  isNegated: boolean;
  span?: Span;
}

/** A free word, a phrase or a pattern. */
export interface TextNode {
  type: "text";
  value: TextValue | GlobValue | PatternValue;
  span?: Span;
}

/** A query. What `parse` and `normalise` return is canonical: one meaning, one tree. */
export type SearchNode = AllNode | JoinNode | NotNode | FilterNode | HasNode | TextNode;
