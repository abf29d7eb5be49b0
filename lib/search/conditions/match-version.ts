import type { SearchOperator } from "@/lib/search/grammar/ast";
import type { Scope } from "./scope";
import { escapePattern } from "./to-pattern";

const NUMBERS = /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(-)?/;
const PARTS = 4;

/** How Postgres reads the same: after the package, before anything else. A constant of ours, never data. */
const SQL_NUMBERS = String.raw`'(?:^|@)v?(\d{1,9}(?:\.\d{1,9}){0,3})(?!\d)(-)?'`;

/**
 * A version such as `web@1.4.0-beta` as numbers that have an order: four parts, then 0 for what comes before a release and
 * 1 for the release. Null when it does not begin with a number.
 */
export function readVersion(text: string): { name: string; numbers: number[] } | null {
  const at = text.lastIndexOf("@");
  const match = NUMBERS.exec(text.slice(at + 1));
  if (match?.[1] === undefined) return null;
  const parts = match[1].split(".").map(Number);
  while (parts.length < PARTS) parts.push(0);
  return { name: text.slice(0, at + 1), numbers: [...parts, match[2] === undefined ? 1 : 0] };
}

/**
 * Whether a version stands in this order to another, number by number; those of other packages do not when one is named,
 * and neither does what has no numbers. `column` is SQL for text; null is no version.
 */
export function matchVersion(
  column: string,
  operator: SearchOperator,
  wanted: string,
  { bind }: Scope,
): string {
  const version = readVersion(wanted);
  if (version === null) return "FALSE";
  const numbers = "(string_to_array(v.m[1], '.')::int[] || '{0,0,0,0}'::int[])[1:4] || (v.m[2] IS NULL)::int";
  const order = `v.m IS NOT NULL AND ${numbers} ${operator} ${bind(version.numbers)}::int[]`;
  const name =
    version.name === "" ? "" : `${column} LIKE ${bind(`${escapePattern(version.name)}%`)}::text AND `;
  return `coalesce(${name}(SELECT ${order} FROM regexp_match(${column}, ${SQL_NUMBERS}) AS v(m)), FALSE)`;
}
