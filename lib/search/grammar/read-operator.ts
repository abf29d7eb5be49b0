import type { SearchKey } from "./ast";
import { isSpace, isWordEnd, operatorMark, operatorMarkText, skipSpace } from "./characters";
import { findField } from "./language";
import { toLiteral } from "./glob";
import { readPiece } from "./read-word";
import { isComparable, isText, readOrdered } from "./read-value";
import type { Scan } from "./scan";
import type { FilterToken, OperatorSymbol, TextMatch } from "./token";

type Operator = FilterToken["operator"];

/** Longest first. `==` is `=` in other languages. */
const signs: readonly (readonly [string, OperatorSymbol])[] = [
  [">=", ">="],
  ["<=", "<="],
  ["!=", "!="],
  ["==", "="],
  ["=", "="],
  [">", ">"],
  ["<", "<"],
];

/** The names that Sentry's interface writes between two marks. */
const matches: Readonly<Record<string, { match: TextMatch; isNegated?: boolean }>> = {
  contains: { match: "contains" },
  doesnotcontain: { match: "contains", isNegated: true },
  startswith: { match: "starts" },
  doesnotstartwith: { match: "starts", isNegated: true },
  endswith: { match: "ends" },
  doesnotendwith: { match: "ends", isNegated: true },
};

function readSign(text: string, at: number): Operator | null {
  const found = signs.find(([sign]) => text.startsWith(sign, at));
  return found === undefined ? null : { from: at, to: at + found[0].length, symbol: found[1] };
}

/** Whether what stands at `at` has an order: then `>` before it is a comparison also for an unknown name. */
function isOrdered(scan: Scan, at: number): boolean {
  const piece = readPiece({ ...scan, errors: [] }, at, "free");
  const text = piece.shape === "word" ? toLiteral(piece.parts) : null;
  return text !== null && readOrdered(text) !== null;
}

/**
 * What stands after the colon before the value: nothing, a sign, or a named match.
 * For text `<lambda>` is a value, so a sign counts only where the key, or else the value, has an order.
 */
export function readColonOperator(scan: Scan, colon: number, key: SearchKey): Operator {
  const plain: Operator = { from: colon, to: colon + 1, symbol: "=" };
  const sign = readValueSign(scan, colon + 1, key);
  if (sign !== null) return { ...sign, from: colon };
  return readMatch(scan, colon) ?? plain;
}

/** The sign before a value, if it is one. */
export function readValueSign(scan: Scan, at: number, key: SearchKey): Operator | null {
  const sign = readSign(scan.text, at);
  if (sign === null) return null;
  const field = findField(key, scan.language);
  if (field !== undefined) return isText(field) ? null : sign;
  if (sign.symbol === "=" || sign.symbol === "!=") return isWordEnd(scan.text.charAt(sign.to)) ? null : sign;
  return isOrdered(scan, sign.to) ? sign : null;
}

function readMatch(scan: Scan, colon: number): Operator | null {
  const { text, errors } = scan;
  const mark = [operatorMark, operatorMarkText].find((mark) => text.startsWith(mark, colon + 1));
  if (mark === undefined) return null;
  const from = colon + 1 + mark.length;
  let to = from;
  while (!isWordEnd(text.charAt(to)) && !text.startsWith(mark, to)) to += 1;
  if (!text.startsWith(mark, to)) return null;
  const end = to + mark.length;
  const found = matches[text.slice(from, to).toLowerCase()];
  if (found === undefined) {
    const expected = [
      "Contains",
      "DoesNotContain",
      "StartsWith",
      "DoesNotStartWith",
      "EndsWith",
      "DoesNotEndWith",
    ];
    errors.push({ from: colon + 1, to: end, message: "There is no such operator.", expected });
    return { from: colon, to: end, symbol: "=" };
  }
  return { from: colon, to: end, symbol: found.isNegated === true ? "!=" : "=", match: found.match };
}

/** `k=v`, `k>=5`: a sign right after the name. An unknown name needs a value, and for `<` and `>` one with an order. */
export function readBareOperator(scan: Scan, at: number, key: SearchKey): Operator | null {
  const sign = readSign(scan.text, at);
  if (sign === null) return null;
  if (findField(key, scan.language) !== undefined) return sign;
  const next = scan.text.charAt(sign.to);
  if (sign.symbol === "=" || sign.symbol === "!=") return isWordEnd(next) || next === ">" ? null : sign;
  return isOrdered(scan, sign.to) ? sign : null;
}

/** `k >= 5`, with white space on both sides: for an unknown name only a comparison with something ordered. */
export function readSpacedOperator(scan: Scan, at: number, key: SearchKey): Operator | null {
  const { text } = scan;
  const from = skipSpace(text, at);
  const sign = from === at ? null : readSign(text, from);
  if (sign === null || !isSpace(text.charAt(sign.to))) return null;
  const value = skipSpace(text, sign.to);
  if (value === text.length) return null;
  const isEquality = sign.symbol === "=" || sign.symbol === "!=";
  const field = findField(key, scan.language);
  const takes =
    field === undefined ? !isEquality && isOrdered(scan, value) : isEquality || isComparable(field);
  return takes ? sign : null;
}

/** `k IN (`, `k NOT IN (`: the operator's end is before the parenthesis. */
export function readInOperator({ text }: Scan, at: number): Operator | null {
  const from = skipSpace(text, at);
  if (from === at) return null;
  let word = from;
  const isNegated = text.startsWith("NOT", from) && isSpace(text.charAt(from + 3));
  if (isNegated) word = skipSpace(text, from + 3);
  if (!text.startsWith("IN", word)) return null;
  if (text.charAt(skipSpace(text, word + 2)) !== "(") return null;
  return { from, to: word + 2, symbol: isNegated ? "!=" : "=" };
}
