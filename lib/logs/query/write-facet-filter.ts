import type { LogFacetValue } from "@/lib/logs/schemas";
import { resolveName } from "@/lib/search/grammar/language";
import { print } from "@/lib/search/grammar/print";
import { logLanguage } from "./language";
import { tagOf } from "./tag-of";

/** `key:value` in canonical form, whatever stands in the value. */
export function toValueFilter(key: string, value: string): string {
  const tag = tagOf(key);
  const found = tag === undefined ? resolveName(key, logLanguage) : ({ scope: "tag", name: tag } as const);
  return print(
    { type: "filter", key: found, isNegated: false, operator: "=", values: [{ kind: "text", text: value }] },
    logLanguage,
  );
}

/** Stretches of numbers that a list of values shows. */
const stretches = 6;

/**
 * Groups of numbers (0 for none above zero, else 1000 and twice the binary logarithm) as a few stretches of about equal
 * weight, in their order.
 */
export function cutNumbers(
  key: string,
  groups: readonly { value: string; count: number }[],
  total: number,
): LogFacetValue[] {
  const sorted = groups
    .map(({ value, count }) => ({ place: Number(value), count }))
    .sort((a, b) => a.place - b.place);
  const all = sorted.reduce((sum, { count }) => sum + count, 0);
  const found: { low: number; count: number }[] = [];
  let filled = 0;
  for (const { place, count } of sorted) {
    const part = Math.floor((filled * stretches) / Math.max(all, 1));
    const last = found.at(-1);
    if (last === undefined || part >= found.length) found.push({ low: boundOf(place), count });
    else last.count += count;
    filled += count;
  }
  return found.map(({ low, count }, at) => {
    const high = found[at + 1]?.low;
    const from = low === 0 && at === 0 ? [] : [`${key}:>=${low}`];
    const to = high === undefined ? [] : [`${key}:<${high}`];
    const filter = [...from, ...to].join(" ") || `has:${key}`;
    return {
      value: nameStretch(from.length > 0 ? low : null, high),
      count,
      share: count / Math.max(total, 1),
      filter,
    };
  });
}

function boundOf(place: number): number {
  return place === 0 ? 0 : Number((2 ** ((place - 1000) / 2)).toPrecision(6));
}

function nameStretch(low: number | null, high: number | undefined): string {
  if (low === null) return high === undefined ? "any" : `under ${shorten(high)}`;
  return high === undefined ? `${shorten(low)} and over` : `${shorten(low)} to ${shorten(high)}`;
}

function shorten(value: number): string {
  if (value >= 1e9) return `${Number((value / 1e9).toPrecision(3))}b`;
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))}m`;
  if (value >= 1e3) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}
