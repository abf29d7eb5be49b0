import type { Context } from "@/lib/context";
import type { LogRow } from "@/lib/logs/engine/engine";
import type { FacetsInput, LogFacet, LogFacets } from "@/lib/logs/schemas";
import { logLanguage } from "./language";
import { compilePipeline } from "./compile/compile-pipeline";
import { levelWord, type Sql, toKey, toNumber, toText } from "./compile/convert";
import type { QuestionFrame } from "./compile/frame";
import { type Relation, resolve } from "./compile/relation";
import type { SearchNode } from "@/lib/search/grammar/ast";
import type { Range } from "./compile/narrow-range";
import { listKeys } from "./list-keys";
import { type Asking, openSearch, type Search } from "./open-search";
import { cutNumbers, toValueFilter } from "./write-facet-filter";
import { textOf } from "./read-cell";

/** Lines that are looked at to see which fields are worth counting. */
const sampleSize = 5_000;
/** Fields that are looked at and counted without being asked for. */
export const candidateLimit = 60;
const chosenLimit = 12;
const comparedLimit = 20;
/**
 * Fields of more different values than this in the sample, or of fewer lines than this for each, are names of single things:
 * no facets unless asked for, and counting them costs as much as five others.
 */
const mostValues = 2_000;
const leastLines = 4;

const ownFields = ["level", "service", "host", "logger", "source", "project"];

/** A field that could be shown, and how well it splits the lines. */
export interface FacetCandidate {
  key: string;
  kind: LogFacet["kind"];
  type: LogFacet["type"];
  distinct: number;
  score: number;
}

/** Top values, shares and different values of the fields that split the lines best, or of those asked for: all in one scan. */
export async function readFacets(ctx: Context, input: FacetsInput, asking: Asking = {}): Promise<LogFacets> {
  const search = await openSearch(ctx, input, asking);
  const names = await listFields(search);
  const wanted = input.fields.length > 0 ? input.fields : names.slice(0, candidateLimit);
  const candidates = (await sampleFields(search, wanted)) ?? [];
  const chosen = input.fields.length > 0 ? candidates : chooseBest(candidates);
  const counted = await countFacets(search, chosen, input.limit);
  const shown = new Set(chosen.map(({ key }) => key));
  const seen = new Map(candidates.map(({ key, distinct }) => [key, distinct]));
  const others = names
    .filter((key) => !shown.has(key))
    .map((key) => ({ key, distinct: seen.get(key) ?? null }));
  return {
    ...search.head(),
    total: counted?.total ?? 0,
    fields: (counted?.facets ?? []).filter(({ present }) => input.fields.length > 0 || present > 0),
    others: others.filter(({ distinct }) => distinct !== 0).sort((a, b) => (a.key < b.key ? -1 : 1)),
    effort: search.effort(counted?.total ?? 0, counted?.total ?? 0),
  };
}

/** All fields of a stretch: our own, those that stages make, attributes. */
export async function listFields(search: Search): Promise<string[]> {
  const known = await listKeys([...search.projects.keys()], search.range);
  return [...new Set([...ownFields, ...search.question.report.computed, ...known.map(({ key }) => key)])];
}

/** A field of a facet: attributes that are called like a field are `tags[…]`, which is how they are asked for. */
function resolveKey(key: string, relation: Relation, frame: QuestionFrame): Sql {
  const tag = /^tags\[(.+)\]$/.exec(key)?.[1];
  return resolve({ type: "name", name: tag ?? key, isTag: tag !== undefined }, relation, frame);
}

/** How many different values the fields have in some lines, and how evenly these split them. */
export async function sampleFields(
  search: Search,
  keys: readonly string[],
): Promise<FacetCandidate[] | null> {
  const plan = search.compile((frame) => {
    const relation = compilePipeline(search.filter, search.question.lineStages, frame);
    const values = keys.map((key) => toKey(resolveKey(key, relation, frame)));
    // Not `count(DISTINCT …)`: for each field that sets megabytes aside, however few lines there are.
    const columns = values.map(({ sql }, at) => `${sql} AS v${at}`).join(", ");
    const figures = values.map(
      (value, at) =>
        `count(v${at}), len(list_distinct(list(v${at}))), ${value.type === "text" ? `count(TRY_CAST(v${at} AS DOUBLE))` : value.type === "number" ? `count(v${at})` : "0"}`,
    );
    return {
      frame,
      sql: `SELECT ${["count(*)", ...figures].join(", ")} FROM (SELECT ${columns} FROM (${relation.sql}) LIMIT ${sampleSize})`,
    };
  });
  if (plan === null) return null;
  const [row = []] = await search.run(plan.sql, plan.frame);
  const lines = Number(row[0] ?? 0);
  const computed = new Set(search.question.report.computed);
  return keys.map((key, at) => {
    const [present = 0, distinct = 0, numbers = 0] = row.slice(1 + at * 3, 4 + at * 3).map(Number);
    const kind = computed.has(key)
      ? "computed"
      : logLanguage.names.get(key.toLowerCase())?.key === key
        ? "field"
        : "attribute";
    const type = numbers > 0 && numbers >= present * 0.95 && distinct > 20 ? "number" : "text";
    return {
      key,
      kind,
      type,
      distinct,
      score: scoreOf(present / Math.max(lines, 1), distinct, present, type),
    };
  });
}

/** Fields that most lines have and that make a handful of groups split best; one value splits nothing, and neither do names of single lines. */
function scoreOf(share: number, distinct: number, present: number, type: LogFacet["type"]): number {
  if (distinct === 0) return -1;
  if (distinct === 1) return share * 0.1;
  if (type === "number") return share * 0.6;
  if (distinct > mostValues || distinct > present / leastLines) return share * 0.05;
  return share * (distinct <= 50 ? 1 : 0.5);
}

/** The fields of which some value may be more frequent among some lines than among others. */
export function chooseCompared(candidates: readonly FacetCandidate[]): FacetCandidate[] {
  const isNaming = ({ score, distinct }: FacetCandidate) => score < 0.08 && distinct > 20;
  return candidates
    .filter((one) => one.type === "text" && one.distinct > 0 && !isNaming(one))
    .sort((a, b) => leadOf(b) - leadOf(a) || a.distinct - b.distinct)
    .slice(0, comparedLimit);
}

function leadOf({ key }: FacetCandidate): number {
  return ["level", "service", "host"].includes(key) ? 1 : 0;
}

/** The fields to show: level, service and host lead, as far as they are there; then by how well they split. */
export function chooseBest(candidates: readonly FacetCandidate[]): FacetCandidate[] {
  return candidates
    .filter(({ kind, score }) => score >= 0.15 || (kind === "computed" && score >= 0))
    .sort(
      (a, b) =>
        leadOf(b) - leadOf(a) ||
        Number(b.kind === "computed") - Number(a.kind === "computed") ||
        b.score - a.score,
    )
    .slice(0, chosenLimit);
}

/** Counts all values of some fields in one question, over another stretch or filter when `over` says so. */
export async function countFacets(
  search: Search,
  chosen: readonly FacetCandidate[],
  limit: number,
  over: { range: Range; isUnfiltered?: boolean } = { range: search.range },
): Promise<{ total: number; facets: LogFacet[] } | null> {
  if (chosen.length === 0) return null;
  const plan = search.compile((frame) => {
    const filter: SearchNode = over.isUnfiltered === true ? { type: "all" } : search.filter;
    const relation = compilePipeline(filter, search.question.lineStages, frame);
    const groups = chosen.map(({ key, type }) => toGroup(resolveKey(key, relation, frame), type));
    const values = groups.map(({ value }, at) => `${value} AS v${at}`).join(", ");
    const isCheap = search.question.lineStages.length === 0 && filter.type === "all";
    // Groups of all fields at once would take more memory than there is. What takes long to find is found once.
    const hits = isCheap ? "" : `WITH hits AS MATERIALIZED (SELECT ${values} FROM (${relation.sql})) `;
    const most = Math.max(limit, 64);
    const fields = groups.map(({ value, group, shown }, at) => {
      const each = isCheap ? `SELECT ${value} AS v FROM (${relation.sql})` : `SELECT v${at} AS v FROM hits`;
      const grouped = `SELECT ${group} AS v, count(*) AS c FROM (${each}) GROUP BY 1`;
      const named = `SELECT ${shown} AS v, sum(c) AS c FROM (${grouped}) GROUP BY 1`;
      const figures =
        "count(v) OVER () AS d, sum(c) FILTER (v IS NOT NULL) OVER () AS s, sum(c) OVER () AS total";
      return `(SELECT ${at} AS field, v, c, d, s, total FROM (SELECT *, ${figures} FROM (${named})) ORDER BY v IS NULL, c DESC, v LIMIT ${most})`;
    });
    const cells = ["field", "v", ...["c", "d", "s", "total"].map((name) => `CAST(${name} AS DOUBLE)`)];
    return {
      frame,
      sql: `${hits}SELECT ${cells.join(", ")} FROM (${fields.join(" UNION ALL ")}) ORDER BY field, v IS NULL, c DESC, v`,
    };
  }, over.range);
  if (plan === null) return null;
  const rows = await search.run(plan.sql, plan.frame, over.range);
  return readGroups(rows, chosen, limit);
}

/** How a field is counted: its value of each line, what that is grouped by, and the text of a group. */
interface Grouping {
  value: string;
  group: string;
  shown: string;
}

/** Numbers are grouped by the two leading binary digits, so that there are few groups. Text is made of groups, not of lines. */
function toGroup(value: Sql, type: LogFacet["type"]): Grouping {
  if (type === "number") {
    const place = `CASE WHEN v > 0 AND isfinite(v) THEN CAST(floor(2 * log2(v)) AS INTEGER) + 1000 WHEN isfinite(v) THEN 0 END`;
    return { value: toNumber(value), group: place, shown: "CAST(v AS VARCHAR)" };
  }
  if (value.type === "level") return { value: value.sql, group: "v", shown: levelWord("v") };
  return { value: toText(value), group: "v", shown: "v" };
}

function readGroups(
  rows: readonly LogRow[],
  chosen: readonly FacetCandidate[],
  limit: number,
): { total: number; facets: LogFacet[] } {
  const byField = chosen.map((): LogRow[] => []);
  for (const row of rows) byField[Number(row[0])]?.push(row);
  const total = Number(rows[0]?.[5] ?? 0);
  const facets = chosen.map(({ key, kind, type, distinct }, at): LogFacet => {
    const own = (byField[at] ?? []).filter(([, value]) => value !== null);
    const present = Number(own[0]?.[4] ?? 0);
    const counts = own.map(([, value, count]) => ({ value: textOf(value), count: Number(count) }));
    const values =
      type === "number"
        ? cutNumbers(key, counts, total)
        : counts.slice(0, limit).map(({ value, count }) => ({
            value,
            count,
            share: count / Math.max(total, 1),
            filter: toValueFilter(key, value),
          }));
    return {
      key,
      kind,
      type,
      present,
      distinct: type === "number" ? distinct : Number(own[0]?.[3] ?? 0),
      values: values.slice(0, limit),
    };
  });
  return { total, facets };
}
