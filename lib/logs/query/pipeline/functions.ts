/** A name to offer, with one line for the menu. */
export interface Offer {
  name: string;
  description: string;
}

export const verbs: readonly Offer[] = [
  { name: "stats", description: "count(), p95(ms) by route: a table" },
  { name: "timechart", description: "span=5m count() by level: over time" },
  { name: "top", description: "10 route by host: most frequent values" },
  { name: "rare", description: "10 route: least frequent values" },
  { name: "patterns", description: "what the messages have in common" },
  { name: "parse", description: '"took={ms:int}ms": new fields by example' },
  { name: "extract", description: "/took=(?<ms>\\d+)/, grok, logfmt, json or csv: new fields" },
  { name: "where", description: 'ms > 500 and route != "/health"' },
  { name: "eval", description: "seconds = ms / 1000" },
  { name: "dedup", description: "host: the newest line of each" },
  { name: "sort", description: "-count, route" },
  { name: "limit", description: "20: the first rows" },
  { name: "fields", description: "host, ms: only these columns" },
  { name: "transaction", description: "by trace maxspan=5m: lines that belong together" },
  { name: "lookup", description: "customers on customer_id: columns of a table" },
  { name: "compare", description: "-1w: what was different then" },
  { name: "sample", description: "1000, or 1%: some of the lines" },
];

/** Names of other products for the same. */
export const verbSynonyms: Readonly<Record<string, string>> = {
  head: "limit",
  take: "limit",
  filter: "where",
  rex: "extract",
  extend: "eval",
  order: "sort",
  table: "fields",
  project: "fields",
  keep: "fields",
  summarize: "stats",
  uniq: "dedup",
  cluster: "patterns",
};

export const aggregateFunctions: readonly (Offer & { least: number; most: number })[] = [
  { name: "count", least: 0, most: 1, description: "Lines, or lines that have a value" },
  { name: "uniq", least: 1, most: 1, description: "Different values" },
  { name: "sum", least: 1, most: 1, description: "Sum" },
  { name: "avg", least: 1, most: 1, description: "Average" },
  { name: "min", least: 1, most: 1, description: "Least" },
  { name: "max", least: 1, most: 1, description: "Most" },
  { name: "p50", least: 1, most: 1, description: "Median; any percentile from p1 to p99.9" },
  { name: "p95", least: 1, most: 1, description: "95 of 100 are no more than this" },
  { name: "p99", least: 1, most: 1, description: "99 of 100 are no more than this" },
  { name: "rate", least: 0, most: 1, description: "Lines per second" },
  { name: "first", least: 1, most: 1, description: "Oldest value" },
  { name: "last", least: 1, most: 1, description: "Newest value" },
  { name: "values", least: 1, most: 1, description: "Up to 20 different values" },
];

export const scalarFunctions: readonly (Offer & { least: number; most: number })[] = [
  { name: "lower", least: 1, most: 1, description: "In small letters" },
  { name: "upper", least: 1, most: 1, description: "In capitals" },
  { name: "length", least: 1, most: 1, description: "Characters" },
  { name: "round", least: 1, most: 2, description: "round(x, digits)" },
  { name: "abs", least: 1, most: 1, description: "Without its sign" },
  { name: "coalesce", least: 1, most: 16, description: "The first that is there" },
  { name: "if", least: 2, most: 3, description: "if(condition, then, otherwise)" },
  { name: "contains", least: 2, most: 2, description: "Has this text in it, in any case" },
  { name: "starts", least: 2, most: 2, description: "Begins with this text, in any case" },
  { name: "ends", least: 2, most: 2, description: "Ends with this text, in any case" },
  { name: "matches", least: 2, most: 2, description: "Fits a regular expression (RE2)" },
  { name: "number", least: 1, most: 1, description: "Text as a number" },
  { name: "duration", least: 1, most: 1, description: "Text such as 1.5s as milliseconds" },
  { name: "text", least: 1, most: 1, description: "Anything as text" },
  { name: "bucket", least: 2, most: 2, description: "bucket(timestamp, 5m) or bucket(ms, 100)" },
];

/** Names of other products for the same. */
const aggregateSynonyms: Readonly<Record<string, string>> = {
  dc: "uniq",
  distinct: "uniq",
  distinct_count: "uniq",
  count_distinct: "uniq",
  cardinality: "uniq",
  mean: "avg",
  average: "avg",
  median: "p50",
  earliest: "first",
  latest: "last",
};

/** A function by its own name, as it was typed in any case or as other products call it: `DC`, `median`, `perc95`. */
export function nameFunction(typed: string): string {
  const name = typed.toLowerCase();
  if (Object.hasOwn(aggregateSynonyms, name)) return String(aggregateSynonyms[name]);
  return name.replace(/^perc(?=\d)/, "p");
}

/** The fraction of `p95`, `p99.9`; null for any other name. */
export function readPercentile(name: string): number | null {
  const match = /^p(\d{1,2}(?:\.\d{1,3})?)$/.exec(name);
  return match === null ? null : Number(match[1]) / 100;
}

export function isAggregate(name: string): boolean {
  return readPercentile(name) !== null || aggregateFunctions.some((one) => one.name === name);
}
