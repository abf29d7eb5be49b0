import type { SearchKey } from "./ast";
import { isSpace, isWordEnd, skipSpace } from "./characters";
import { findField, resolveKey } from "./language";
import { isAllDigits, lookAhead, looksLikeText } from "./looks-like-text";
import { readKey, readNamedKey } from "./read-key";
import { readList, readOpenRange } from "./read-list";
import { readBareOperator, readColonOperator, readInOperator, readSpacedOperator } from "./read-operator";
import { readPiece } from "./read-word";
import type { Scan } from "./scan";
import type { FilterToken, OpenToken, RawKey, ValuePiece } from "./token";

/** The names that ask whether another name is there. */
export const presenceNames: readonly string[] = ["has", "_exists_"];

/** A filter, or the `key:(` of a group, at `at`. Null when a free word stands there. */
export function readFilter(scan: Scan, at: number, isNegated: boolean): FilterToken | OpenToken | null {
  const start = isNegated ? at + 1 : at;
  const key = readKey(scan, start);
  if (key === null) return null;
  const meaning = resolveKey(key, scan.language);
  if (scan.text.charAt(key.to) === ":") return readAfterColon(scan, { at, key, meaning, isNegated });
  if (key.form === "any" || key.form === "quoted") return null;
  return readWithoutColon(scan, { at, key, meaning, isNegated });
}

interface Start {
  at: number;
  key: RawKey;
  meaning: SearchKey;
  isNegated: boolean;
}

function readAfterColon(scan: Scan, { at, key, meaning, isNegated }: Start): FilterToken | OpenToken | null {
  const { text } = scan;
  const colon = key.to;
  const filter = { type: "filter", from: at, isNegated, key } as const;
  if (key.form === "plain" && presenceNames.includes(key.name)) {
    const operator = { from: colon, to: colon + 1, symbol: "=" } as const;
    const value = readName(scan, colon + 1);
    return { ...filter, to: value.to, operator, value };
  }
  const isUnknown = meaning.scope === "tag" && (key.form === "plain" || key.form === "quoted");
  if (isUnknown && isFreeText(text, key, colon)) return null;
  if (text.charAt(colon + 1) === "(" && !isNegated) return { type: "open", from: at, to: colon + 2, key };
  if (text.charAt(colon + 1) === "(") return null;
  const operator = readColonOperator(scan, colon, meaning);
  const value = readValue(scan, operator.to);
  return { ...filter, to: value.to, operator, value };
}

/** The name after `has:`. */
function readName(scan: Scan, at: number): ValuePiece {
  if (scan.text.charAt(at) === "[") {
    const { from, to } = readList(scan, at);
    scan.errors.push({ from, to, message: "This takes one name. Write has:a OR has:b." });
    return { shape: "missing", from, to };
  }
  const key = readNamedKey(scan, at);
  return key === null ? missing(at) : { shape: "key", from: key.from, to: key.to, key };
}

/** `TypeError: x is …`: a colon, white space and more to come make an unknown name the beginning of a sentence. */
function isFreeText(text: string, key: RawKey, colon: number): boolean {
  const next = skipSpace(text, colon + 1);
  if (next > colon + 1 && next < text.length && text.charAt(next) !== "|") return true;
  return key.form === "plain" && looksLikeText(key.name, text.slice(colon + 1, colon + 1 + lookAhead));
}

function readWithoutColon(scan: Scan, { at, key, meaning, isNegated }: Start): FilterToken | null {
  const { text } = scan;
  const filter = { type: "filter", from: at, isNegated, key } as const;
  const isTypo = key.name.endsWith("-") || isAllDigits(key.name);
  if (isTypo && findField(meaning, scan.language) === undefined) return null;
  if (!isSpace(text.charAt(key.to))) {
    const operator = readBareOperator(scan, key.to, meaning);
    if (operator === null) return null;
    const value = readValue(scan, operator.to);
    return { ...filter, to: value.to, operator, value };
  }
  const inside = readInOperator(scan, key.to);
  if (inside !== null) {
    const value = readList(scan, skipSpace(text, inside.to));
    return { ...filter, to: value.to, operator: inside, value };
  }
  const operator = readSpacedOperator(scan, key.to, meaning);
  if (operator === null) return null;
  const value = readValue(scan, skipSpace(text, operator.to));
  return { ...filter, to: value.to, operator, value };
}

/** What stands after an operator: a list, a range, a phrase, a pattern, a word, or nothing. */
export function readValue(scan: Scan, at: number): ValuePiece {
  const first = scan.text.charAt(at);
  if (first === "[") return readList(scan, at);
  if (first === "{") {
    const range = readOpenRange(scan, at);
    if (range !== null) return range;
  }
  if (isWordEnd(first) || first === "(") return missing(at);
  return readPiece(scan, at, "free");
}

function missing(at: number): ValuePiece {
  return { shape: "missing", from: at, to: at };
}
