import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { levelOf } from "@/lib/logs/levels";
import type { LogPattern, LogPatterns, PatternPart, PatternsInput } from "@/lib/logs/schemas";
import type { GlobPart } from "@/lib/search/grammar/ast";
import { print } from "@/lib/search/grammar/print";
import { compilePipeline } from "./compile/compile-pipeline";
import type { Range } from "./compile/narrow-range";
import { logLanguage } from "./language";
import { maskMessage } from "./mask-message";
import { mergeTemplates, writeParts } from "./merge-templates";
import { type Asking, openSearch, type Search } from "./open-search";
import type { Stage } from "./pipeline/ast";
import { writeTime } from "./read-time";
import { bigOf, textOf } from "./read-cell";

/** Bars of a trend. */
const trendBars = 24;
/** Characters of a message that make its template. */
const headLength = 1000;
/** Different masked messages that are put together, those of most lines first. */
const groupLimit = 20_000;
/** What SDKs of Sentry send beside the message: the text before values were put in. */
const templateKey = "sentry.message.template";

/** What the messages of a question have in common, how often, and whether it is new. @throws SearchStoppedError */
export async function readPatterns(
  ctx: Context,
  input: PatternsInput,
  asking: Asking = {},
): Promise<LogPatterns> {
  const search = await openSearch(ctx, input, asking);
  const found =
    search.question.report.errors.length > 0 ? null : await findPatterns(search, search.question.lineStages);
  const total = found?.total ?? 0;
  const patterns = found?.patterns ?? [];
  return {
    ...search.head(),
    patterns: patterns.slice(0, input.limit),
    patternCount: patterns.length,
    hasEarlier: found?.hasEarlier ?? false,
    total,
    effort: search.effort(total, total),
  };
}

/** Lines whose messages are the same without what has digits or stands in quotes. */
interface Group {
  /** The same for the same masked message, in every stretch of time. */
  key: string;
  /** What SDKs of Sentry gave as such. */
  template: string | null;
  count: number;
  /** How many of them are in which bar. */
  bars: { bar: number; count: number }[];
  severity: number;
  first: bigint;
  last: bigint;
  /** Of the newest line. */
  id: string;
  message: string;
}

interface Groups {
  groups: Group[];
  /** Lines of all groups, also of those beyond the limit. */
  total: number;
}

/** All patterns of the lines that these stages leave, most lines first. */
export async function findPatterns(
  search: Search,
  stages: readonly Stage[],
): Promise<{ patterns: LogPattern[]; total: number; hasEarlier: boolean } | null> {
  const { from, to } = search.range;
  if (to <= from) return { patterns: [], total: 0, hasEarlier: false };
  const before = { from: from - (to - from), to: from };
  const [found, earlier] = await Promise.all([
    readGroups(search, stages, search.range, trendBars),
    readGroups(search, stages, before, 1),
  ]);
  if (found === null || earlier === null) return null;
  const { groups, total } = found;
  const known = new Map(groups.map(({ key }, at) => [key, at]));
  const others = earlier.groups.filter(({ key }) => !known.has(key));
  const merged = await mergeTemplates(readTemplates([...groups, ...others]));
  const old = new Set(merged.placeOf.slice(groups.length));
  for (const { key } of earlier.groups) old.add(merged.placeOf[known.get(key) ?? -1] ?? -1);
  const members = new Map<number, Group[]>();
  groups.forEach((group, at) => {
    const place = merged.placeOf[at] ?? 0;
    const list = members.get(place);
    if (list === undefined) members.set(place, [group]);
    else list.push(group);
  });
  const patterns = [...members].map(([place, list]) =>
    toPattern(merged.groups[place] ?? [], list, total, !old.has(place)),
  );
  patterns.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  return { patterns, total, hasEarlier: earlier.groups.length > 0 };
}

function* readTemplates(groups: readonly Group[]): Generator<PatternPart[]> {
  for (const { template, message } of groups)
    yield template === null ? maskMessage(message) : readTemplateText(template);
}

/** One message of each group is read as an example. */
async function readGroups(
  search: Search,
  stages: readonly Stage[],
  range: Range,
  bars: number,
): Promise<Groups | null> {
  const plan = search.compile((frame) => {
    const relation = compilePipeline(search.filter, stages, frame);
    const template = frame.attribute(templateKey).text;
    const masked = `regexp_replace(left(m, ${headLength}), '"[^"\\n]{0,200}"|[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]*', '#', 'g')`;
    const width = (range.to - range.from + BigInt(bars) - 1n) / BigInt(bars);
    const bar = `(t - ${frame.bind(range.from)}) // ${frame.bind(width)}`;
    // Groups are held by a number of 64 bits instead of a text: of free text there is about one for each line.
    const key = `hash(${template} IS NULL, coalesce(${template}, ${masked}))`;
    // Nor with the text of a line, which cannot be laid out to disk: that is read of those that are left.
    const cells = `SELECT k, bar, any_value(${template}) AS template, count(*) AS c, max(l) AS l, min(t) AS first, max(t) AS last, arg_max({'chunk': chunk, 'n': n}, t) AS id FROM (SELECT *, ${key} AS k, ${bar} AS bar FROM (${relation.sql})) GROUP BY k, bar`;
    const groups = `SELECT k, any_value(template) AS template, sum(c) AS c, string_agg(bar || ' ' || c, ' ') AS bars, max(l) AS l, min(first) AS first, max(last) AS last, arg_max(id, last) AS id FROM cells GROUP BY k ORDER BY c DESC LIMIT ${groupLimit}`;
    const columns =
      "CAST(k AS VARCHAR), template, CAST(c AS DOUBLE), bars, g.l, first, last, CAST(o.chunk AS VARCHAR) || '-' || o.n";
    return {
      frame,
      sql: `WITH cells AS MATERIALIZED (${cells}), g AS MATERIALIZED (${groups}) SELECT ${columns}, left(o.m, ${headLength}), (SELECT CAST(sum(c) AS DOUBLE) FROM cells) FROM g JOIN lines AS o ON o.t = g.last AND o.chunk = g.id.chunk AND o.n = g.id.n ORDER BY c DESC, k`,
    };
  }, range);
  if (plan === null) return null;
  const rows = await search.run(plan.sql, plan.frame, range);
  const groups = rows.map(([key, template, count, bars, severity, first, last, id, message]) => ({
    key: textOf(key),
    template: template === null ? null : textOf(template),
    count: Number(count),
    bars: readBars(textOf(bars)),
    severity: Number(severity),
    first: bigOf(first),
    last: bigOf(last),
    id: textOf(id),
    message: textOf(message),
  }));
  return { groups, total: Number(rows[0]?.at(-1) ?? 0) };
}

/** Pairs, all with spaces between: lists of lists would take the engine as long to write as the groups. */
function readBars(text: string): Group["bars"] {
  const numbers = text.split(" ").map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, at) => ({
    bar: numbers[at * 2] ?? 0,
    count: numbers[at * 2 + 1] ?? 0,
  }));
}

/** `User {name} logged in`, `%s failed`: what stands for values is a place. */
function readTemplateText(text: string): PatternPart[] {
  const parts: PatternPart[] = [];
  let at = 0;
  for (const match of text.slice(0, headLength).matchAll(/\{[\w.:]{0,64}\}|%[sdifoOj]|\$\{[\w.]{0,64}\}/g)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ mask: "any" });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at, headLength) });
  return parts;
}

function toPattern(
  parts: PatternPart[],
  groups: readonly Group[],
  total: number,
  isNew: boolean,
): LogPattern {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const severity = groups.reduce((most, group) => Math.max(most, group.severity), 1);
  const newest = groups.reduce((one, other) => (other.last > one.last ? other : one));
  const oldest = groups.reduce((one, other) => (other.first < one.first ? other : one));
  const trend = Array.from({ length: trendBars }, () => 0);
  for (const { bar, count } of groups.flatMap(({ bars }) => bars)) {
    const at = Math.min(bar, trendBars - 1);
    trend[at] = (trend[at] ?? 0) + count;
  }
  return {
    id: createHash("sha256").update(writeParts(parts)).digest("hex").slice(0, 16),
    parts,
    level: levelOf(severity),
    severity,
    count,
    share: count / Math.max(total, 1),
    trend,
    firstSeen: writeTime(oldest.first),
    lastSeen: writeTime(newest.last),
    isNew,
    filter: writeFilter(
      parts,
      groups.some(({ template }) => template !== null),
    ),
    example: { id: newest.id, time: writeTime(newest.last), message: newest.message },
  };
}

/** The message with wildcards where it differs. A message that was cut goes on. */
export function writeFilter(parts: readonly PatternPart[], isTemplate: boolean): string {
  const globs = parts.map((part): GlobPart => ("text" in part ? { literal: part.text } : { wildcard: "*" }));
  const length = parts.reduce((sum, part) => sum + ("text" in part ? part.text.length : 1), 0);
  const open: GlobPart[] = length >= headLength - 200 || isTemplate ? [{ wildcard: "*" }] : [];
  const all = [...globs, ...open];
  const isText = all.every((part) => "literal" in part);
  const key = { scope: "field", name: "message" } as const;
  const text = all.map((part) => ("literal" in part ? part.literal : "")).join("");
  return print(
    {
      type: "filter",
      key,
      isNegated: false,
      operator: "=",
      values: [isText ? { kind: "text", text } : { kind: "glob", parts: all }],
    },
    logLanguage,
  );
}
