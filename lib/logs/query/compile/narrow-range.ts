import { toStretch } from "@/lib/search/conditions/match-date";
import type { SearchNode } from "@/lib/search/grammar/ast";

/** Nanoseconds since 1970; `to` is not included. */
export interface Range {
  from: bigint;
  to: bigint;
}

/**
 * The part of a stretch that a filter's own conditions on `timestamp` leave, and the filter without them: files outside are
 * not read. Conditions inside alternatives stay in the filter.
 */
export function narrowRange(
  filter: SearchNode,
  range: Range,
  now: Date,
): { filter: SearchNode; range: Range } {
  const terms = filter.type === "and" ? filter.children : [filter];
  const rest: SearchNode[] = [];
  let { from, to } = range;
  for (const term of terms) {
    const [value, ...more] = term.type === "filter" && isTime(term) && !term.isNegated ? term.values : [];
    const stretch =
      term.type === "filter" && value !== undefined && more.length === 0
        ? toStretch(value, term.operator, now.getTime())
        : null;
    if (stretch === null) rest.push(term);
    else {
      if (stretch.from !== undefined) from = larger(from, toNanoseconds(stretch.from));
      if (stretch.before !== undefined) to = smaller(to, toNanoseconds(stretch.before));
    }
  }
  const [first] = rest;
  const left: SearchNode =
    first === undefined ? { type: "all" } : rest.length === 1 ? first : { type: "and", children: rest };
  return { filter: left, range: { from, to: larger(from, to) } };
}

function isTime({ key }: { key: { scope: string; name: string } }): boolean {
  return key.scope === "field" && key.name === "timestamp";
}

function toNanoseconds(ms: number): bigint {
  return BigInt(Math.round(ms)) * 1_000_000n;
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
