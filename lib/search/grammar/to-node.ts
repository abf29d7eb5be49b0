import type { FilterNode, SearchKey, SearchNode, SearchOperator, SearchValue, Span } from "./ast";
import { tidyParts, toTextOrGlob } from "./glob";
import { findField, resolveKey, type SearchLanguage } from "./language";
import type { QueryError } from "./query-error";
import { isComparable, isText, readFieldValue, readOrdered } from "./read-value";
import type { FilterToken, PatternPiece, RangePiece, TextMatch, TextToken, WordPiece } from "./token";

/** A free word, phrase or pattern as a node; an empty phrase is nothing. */
export function toTextNode({ from, to, value }: TextToken): SearchNode | null {
  const span = { from, to };
  if (value.shape === "pattern")
    return { type: "text", value: { kind: "pattern", source: value.source }, span };
  if (value.parts.length === 0) return null;
  return { type: "text", value: toTextOrGlob(value.parts, value.distance), span };
}

interface Frame {
  token: FilterToken;
  key: SearchKey;
  isNegated: boolean;
  language: SearchLanguage;
  errors: QueryError[];
}

/** A filter token as a node. Null when its value does not fit, which is then told at its place. */
export function toFilterNode(
  token: FilterToken,
  language: SearchLanguage,
  errors: QueryError[],
): SearchNode | null {
  const isNegated = token.isNegated !== (token.operator.symbol === "!=");
  const key = resolveKey(token.key, language);
  const frame: Frame = { token, key, isNegated, language, errors };
  const { value } = token;
  switch (value.shape) {
    case "key":
      return { type: "has", key: resolveKey(value.key, language), isNegated, span: toSpan(token) };
    case "missing":
      if (value.from === value.to) tellMissing(frame);
      return null;
    case "range":
      return toRange(frame, value);
    case "list":
      return toFilter(frame, value.items);
    default:
      return toFilter(frame, [value]);
  }
}

function toSpan({ from, to }: Span): Span {
  return { from, to };
}

function tellMissing({ token, key, language, errors }: Frame): void {
  const values = findField(key, language)?.values;
  const more = values === undefined ? {} : { expected: [...values] };
  const message = `A value is missing after ${token.key.name}.`;
  errors.push({ from: token.from, to: token.to, message, ...more });
}

function toFilter(frame: Frame, items: readonly (WordPiece | PatternPiece)[]): FilterNode | null {
  const { token, key, isNegated } = frame;
  const operator = toOperator(token);
  const { match } = token.operator;
  const values = items.map((item) =>
    readValue(frame, match === undefined ? item : openSides(item, match), operator),
  );
  if (items.length > 1 && operator !== "=") {
    frame.errors.push({ ...toSpan(token.value), message: "A comparison takes one value." });
    return null;
  }
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || known.length === 0) return null;
  return { type: "filter", key, isNegated, operator, values: known, span: toSpan(token) };
}

function toOperator({ operator: { symbol } }: FilterToken): SearchOperator {
  return symbol === "!=" ? "=" : symbol;
}

function openSides(piece: WordPiece | PatternPiece, match: TextMatch): WordPiece | PatternPiece {
  if (piece.shape === "pattern") return piece;
  const star = { wildcard: "*" } as const;
  const before = match === "starts" ? [] : [star];
  const after = match === "ends" ? [] : [star];
  return { ...piece, parts: tidyParts([...before, ...piece.parts, ...after]) };
}

function readValue(
  frame: Frame,
  piece: WordPiece | PatternPiece,
  operator: SearchOperator,
): SearchValue | null {
  const { key, language, errors } = frame;
  const field = findField(key, language);
  const tell = (message: string, more: object = {}) => {
    errors.push({ from: piece.from, to: piece.to, message, ...more });
    return null;
  };
  if (operator !== "=" && field !== undefined && !isComparable(field)) {
    return tell(`${field.key} has no order: it is compared by ${field.key}:value only.`);
  }
  if (operator !== "=" && piece.shape === "pattern") return tell("A pattern cannot be compared.");
  if (field === undefined) return readUnknown(piece, operator) ?? tell("This has no order to compare by.");
  const value = readFieldValue(piece, field);
  if (!("kind" in value)) {
    return tell(value.message, value.expected === undefined ? {} : { expected: value.expected });
  }
  if (operator === "=") return value;
  if (value.kind === "glob") return tell("A value with * or ? cannot be compared.");
  if (value.kind === "text" && value.distance !== undefined) return tell("Phrases cannot be compared.");
  if (value.kind === "relative" && value.direction === "before") {
    return tell("Write -2d for a moment two days ago, or +2d without a sign before it for what is older.");
  }
  return value;
}

function readUnknown(piece: WordPiece | PatternPiece, operator: SearchOperator): SearchValue | null {
  if (piece.shape === "pattern") return { kind: "pattern", source: piece.source };
  const value = toTextOrGlob(piece.parts, piece.distance);
  if (operator === "=") return value;
  return value.kind === "text" && value.distance === undefined ? readOrdered(value.text) : null;
}

/** `[1 TO 5]` is two comparisons, `[1 TO *]` one, `[* TO *]` asks whether there is a value. */
function toRange(frame: Frame, range: RangePiece): SearchNode | null {
  const { token, key, isNegated, language, errors } = frame;
  const field = findField(key, language);
  if (token.operator.symbol !== "=" && token.operator.symbol !== "!=") {
    errors.push({ ...toSpan(range), message: "A comparison takes one value, not a range." });
    return null;
  }
  if (field !== undefined && isText(field)) {
    errors.push({ ...toSpan(range), message: `${field.key} is text; it has no ranges.` });
    return null;
  }
  const span = toSpan(token);
  if (range.low === null && range.high === null) return { type: "has", key, isNegated, span };
  const sides: FilterNode[] = [];
  const add = (piece: WordPiece | null, operator: SearchOperator) => {
    const value = piece === null ? null : readValue(frame, piece, operator);
    if (value === null) return piece === null;
    sides.push({ type: "filter", key, isNegated: false, operator, values: [value], span });
    return true;
  };
  const isLowRead = add(range.low, range.isLowIncluded ? ">=" : ">");
  const isHighRead = add(range.high, range.isHighIncluded ? "<=" : "<");
  if (!isLowRead || !isHighRead) return null;
  const node: SearchNode = { type: "and", children: sides };
  return isNegated ? { type: "not", child: node } : node;
}
