import type { SearchKey, Span } from "./ast";
import { isKeyPart, isWordEnd } from "./characters";
import type { SearchField } from "./field";
import { findField, resolveKey, type SearchLanguage } from "./language";
import { maximumLength } from "./limits";
import { presenceNames } from "./read-filter";
import { isComparable } from "./read-value";
import type { FilterToken, OperatorSymbol, PatternPiece, QueryToken, RawKey, WordPiece } from "./token";
import { tokenise } from "./tokenise";

interface Base {
  /** What a chosen suggestion takes the place of. */
  range: Span;
  /** What is typed of it so far, before the caret, without quotes and escapes. */
  text: string;
}

/** The name of a filter, or the one after `has:`. `hasOperator`: an operator follows already. */
export interface KeyCompletion extends Base {
  type: "key";
  hasOperator: boolean;
}

export interface OperatorCompletion extends Base {
  type: "operator";
  key: SearchKey;
  field?: SearchField;
}

export interface ValueCompletion extends Base {
  type: "value";
  key: SearchKey;
  field?: SearchField;
  operator: OperatorSymbol;
  isNegated: boolean;
  /** The value is one of a list: the inserted text must not hold a comma without quotes. */
  isInList: boolean;
}

/** A free word, which can still become a name when `canBeKey`. */
export interface WordCompletion extends Base {
  type: "word";
  canBeKey: boolean;
}

export type Completion = KeyCompletion | OperatorCompletion | ValueCompletion | WordCompletion;

/** What is being typed at the caret. Never throws; a caret outside the text is taken as its nearest end. */
export function complete(text: string, caret: number, language: SearchLanguage): Completion {
  const at = Math.max(0, Math.min(Math.trunc(caret) || 0, text.length, maximumLength));
  const { tokens, rest } = tokenise(text.slice(0, at), language, { isQuoteToEnd: true });
  const token = tokens.at(-1);
  const place: Place = { text, at, language, token: findWhole(text, token, language) };
  if (rest !== null || token === undefined || token.to < at) return toWord(place, at, rest === null);
  if (token.type === "filter") return completeFilter(place, token);
  if (token.type === "open" && token.key !== undefined) {
    return completeValue(place, { key: token.key, symbol: "=", isNegated: false, from: at });
  }
  return token.type === "text" ? completeWord(place, token.from) : toWord(place, at, true);
}

interface Place {
  text: string;
  at: number;
  language: SearchLanguage;
  /** The token as it stands in the whole text, which says how far the replaced range goes. */
  token: QueryToken | undefined;
}

function findWhole(
  text: string,
  token: QueryToken | undefined,
  language: SearchLanguage,
): QueryToken | undefined {
  if (token === undefined) return undefined;
  return tokenise(text.slice(0, maximumLength), language).tokens.find(
    ({ from, to }) => from <= token.from && to >= token.to,
  );
}

function toWord({ at }: Place, from: number, canBeKey: boolean): WordCompletion {
  return { type: "word", text: "", range: { from, to: at }, canBeKey };
}

/** A free word; `name:` at its end is a tag whose value is about to be typed. */
function completeWord(place: Place, from: number): Completion {
  const { text, at } = place;
  const typed = text.slice(from, at);
  const name = typed.slice(0, -1);
  if (typed.endsWith(":") && name !== "" && isName(name)) {
    const key: RawKey = { form: "plain", name, from, to: at - 1 };
    return completeValue(place, { key, symbol: "=", isNegated: false, from: at });
  }
  const { token } = place;
  if (token?.type === "filter" && at <= token.key.to) return toKey(place, token.key, from, true);
  const range = { from, to: token?.type === "text" && token.to > at ? token.to : at };
  return {
    type: "word",
    text: typed.startsWith('"') ? typed.slice(1) : typed,
    range,
    canBeKey: isName(typed),
  };
}

function isName(typed: string): boolean {
  for (const character of typed) if (!isKeyPart(character)) return false;
  return true;
}

function toKey({ text, at }: Place, key: Span, from: number, hasOperator: boolean): KeyCompletion {
  return { type: "key", text: text.slice(from, at), range: { from, to: Math.max(key.to, at) }, hasOperator };
}

function completeFilter(place: Place, token: FilterToken): Completion {
  const { text, at, language } = place;
  const { key, operator, value } = token;
  if (at <= key.to && key.from < key.to) return toKey(place, key, key.from, false);
  if (value.shape === "key" || isPresence(key)) {
    const from = operator.to;
    let to = at;
    while (!isWordEnd(text.charAt(to))) to += 1;
    return toKey(place, { from, to }, from, false);
  }
  const meaning = resolveKey(key, language);
  const field = findField(meaning, language);
  if ((value.shape === "list" || value.shape === "range") && at === value.to) return toWord(place, at, false);
  const isEmpty = value.shape === "missing" && value.from === value.to;
  const isFresh = isEmpty && at === operator.to && text.slice(operator.from, at) === ":";
  const sign = findSign(place);
  if (sign !== null || (isFresh && field !== undefined && isComparable(field))) {
    const range = sign ?? { from: at, to: at };
    const typed = text.slice(range.from, at);
    return { type: "operator", text: typed, range, key: meaning, ...(field === undefined ? {} : { field }) };
  }
  const { symbol, to: from } = operator;
  return completeValue(place, { key, symbol, isNegated: token.isNegated, from, token });
}

/** The sign in or before which the caret stands, as the whole text has it; null when it has a value there. */
function findSign({ text, at, token }: Place): Span | null {
  if (token?.type !== "filter" || token.operator.to <= at) return null;
  const { from, to } = token.operator;
  return { from: text.charAt(from) === ":" ? Math.min(from + 1, at) : from, to };
}

function isPresence(key: RawKey): boolean {
  return key.form === "plain" && presenceNames.includes(key.name);
}

interface ValueStart {
  key: RawKey;
  symbol: OperatorSymbol;
  isNegated: boolean;
  from: number;
  token?: FilterToken;
}

/** The value, or the item of the list or the bound of the range, in which the caret stands. */
function completeValue(place: Place, start: ValueStart): ValueCompletion {
  const { text, at, language } = place;
  const key = resolveKey(start.key, language);
  const field = findField(key, language);
  const isInList = at > start.from && (text.charAt(start.from) === "[" || isCall(text, start));
  const from = isInList ? findItem(text, start.from + 1, at) : start.from;
  const typed = text.slice(from, at);
  return {
    type: "value",
    text: unquote(typed),
    range: { from, to: findEnd(place, from, isInList) },
    key,
    ...(field === undefined ? {} : { field }),
    operator: start.symbol,
    isNegated: start.isNegated !== (start.symbol === "!="),
    isInList,
  };
}

/** Whether the value is the list of `IN (`. */
function isCall(text: string, { token, from }: ValueStart): boolean {
  return token !== undefined && text.slice(token.operator.from, from).endsWith("IN");
}

/** Where the item before the caret begins: after the last comma outside quotes, and white space. */
function findItem(text: string, from: number, caret: number): number {
  let start = from;
  let isQuoted = false;
  for (let at = from; at < caret; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "," || character === "(")) start = at + 1;
  }
  while (start < caret && text.charAt(start).trim() === "") start += 1;
  return start;
}

function unquote(typed: string): string {
  if (!typed.startsWith('"')) return typed;
  const inside = typed.length > 1 && typed.endsWith('"') ? typed.slice(1, -1) : typed.slice(1);
  return inside.replaceAll('\\"', '"').replaceAll("\\\\", "\\");
}

/** The end of the piece that begins at `from`, as the whole text has it; the caret if it has none. */
function findEnd({ at, token }: Place, from: number, isInList: boolean): number {
  if (token?.type !== "filter") return at;
  const { value } = token;
  const piece = value.shape === "list" ? value.items.find((item) => item.from === from) : value;
  const isWhole =
    piece !== undefined && isPiece(piece) && piece.from === from && (!isInList || value !== piece);
  return isWhole ? Math.max(at, piece.to) : at;
}

function isPiece(value: { shape: string } & Span): value is WordPiece | PatternPiece {
  return value.shape === "word" || value.shape === "pattern";
}
