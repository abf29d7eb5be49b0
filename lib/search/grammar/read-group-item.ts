import { resolveKey } from "./language";
import { readValue } from "./read-filter";
import { readValueSign } from "./read-operator";
import type { Scan } from "./scan";
import type { FilterToken, RawKey } from "./token";

/** One value inside `key:(…)`: a filter whose key stands once, before the parenthesis. */
export function readGroupItem(scan: Scan, at: number, key: RawKey): FilterToken {
  const sign = readValueSign(scan, at, resolveKey(key, scan.language));
  const operator = sign ?? { from: at, to: at, symbol: "=" };
  const value = readValue(scan, operator.to);
  const here = { ...key, from: at, to: at };
  return { type: "filter", from: at, to: value.to, isNegated: false, key: here, operator, value };
}
