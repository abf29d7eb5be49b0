import type { LogRow } from "@/lib/logs/engine/engine";
import type { LogFacet } from "@/lib/logs/schemas";
import { placeOf } from "@/lib/logs/values/value-counts";
import type { SearchNode } from "@/lib/search/grammar/ast";
import { compilePipeline } from "./compile/compile-pipeline";
import { levelWord, type Sql, toNumber, toText } from "./compile/convert";
import type { Range } from "./compile/narrow-range";
import { resolveKey } from "./compile/resolve-key";
import type { Search, Where } from "./open-search";
import type { FacetCandidate } from "./choose-fields";
import type { FewLines } from "./count-few";
import { findTally, type KnownValues } from "./open-tally";
import { textOf } from "./read-cell";
import { cutNumbers, toValueFilter } from "./write-facet-filter";

/** Values of a field in lines that are not counted, to be added to those that are. */
const MOST_MERGED = 4_096;

/** Counts all values of some fields in one question, over another stretch or filter when `over` says so. */
export async function countFacets(
  search: Search,
  chosen: readonly FacetCandidate[],
  limit: number,
  over: { range: Range; isUnfiltered?: boolean } = { range: search.range },
): Promise<{ total: number; facets: LogFacet[] } | null> {
  const groups = await countGroups(search, chosen, Math.max(limit, 64), over);
  if (groups === null) return null;
  const facets = chosen.map((one, at) => toFacet(one, groups.fields[at] ?? noValues, groups.total, limit));
  return { total: groups.total, facets };
}

/** The facets of a few lines of which all is known. */
export function facetsOfFew(
  { lines, fields }: FewLines,
  chosen: readonly FacetCandidate[],
  limit: number,
): { total: number; facets: LogFacet[] } {
  const facets = chosen.map((one) => {
    const { values, present, distinct } = fields.get(one.key) ?? { ...noValues, values: [] };
    return toFacet(one, { values: sortValues(values), present, distinct }, lines, limit);
  });
  return { total: lines, facets };
}

/** Counts what the catalog does not know, and adds what it knows. */
export async function countRest(
  search: Search,
  chosen: readonly FacetCandidate[],
  limit: number,
  known: KnownValues,
): Promise<{ total: number; facets: LogFacet[] } | null> {
  const where = { ...search.range, counted: known.counted };
  const rest = await countGroups(search, chosen, MOST_MERGED, { range: where });
  if (rest === null) return null;
  const total = rest.total + known.tally.lines;
  const facets = chosen.map((one, at) => {
    const values = new Map(findTally(known, one.key)?.values);
    const { values: others, present, distinct } = rest.fields[at] ?? noValues;
    for (const { value, count } of others) values.set(value, (values.get(value) ?? 0) + count);
    const sorted = sortValues(values);
    const all = { values: sorted, present: present + (findTally(known, one.key)?.present ?? 0) };
    return toFacet(one, { ...all, distinct: Math.max(distinct, sorted.length) }, total, limit);
  });
  return { total, facets };
}

/** The values of a field, those of most lines first; numbers by their stretches. */
interface FieldValues {
  values: { value: string; count: number }[];
  present: number;
  distinct: number;
}

const noValues: FieldValues = { values: [], present: 0, distinct: 0 };

function sortValues(values: Iterable<readonly [value: string, count: number]>): FieldValues["values"] {
  return [...values]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

async function countGroups(
  search: Search,
  chosen: readonly FacetCandidate[],
  most: number,
  over: { range: Where; isUnfiltered?: boolean },
): Promise<{ total: number; fields: FieldValues[] } | null> {
  if (chosen.length === 0) return null;
  const plan = search.compile((frame) => {
    const filter: SearchNode = over.isUnfiltered === true ? { type: "all" } : search.filter;
    const relation = compilePipeline(filter, search.question.lineStages, frame);
    const groups = chosen.map(({ key, type }) => toGroup(resolveKey(key, relation, frame), type));
    const values = groups.map(({ value }, at) => `${value} AS v${at}`).join(", ");
    // Of what is not counted little is left, and opening its files is most of the work.
    const isRest = over.range.counted !== undefined;
    const isCheap = search.question.lineStages.length === 0 && filter.type === "all" && !isRest;
    // Groups of all fields at once would take more memory than there is. What takes long to find is found once.
    const hits = isCheap ? "" : `WITH hits AS MATERIALIZED (SELECT ${values} FROM (${relation.sql})) `;
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
  return readGroups(await search.run(plan.sql, plan.frame, over.range), chosen.length);
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
    return { value: toNumber(value), group: placeOf("v"), shown: "CAST(v AS VARCHAR)" };
  }
  if (value.type === "level") return { value: value.sql, group: "v", shown: levelWord("v") };
  return { value: toText(value), group: "v", shown: "v" };
}

function readGroups(rows: readonly LogRow[], count: number): { total: number; fields: FieldValues[] } {
  const byField = Array.from({ length: count }, (): LogRow[] => []);
  for (const row of rows) byField[Number(row[0])]?.push(row);
  const fields = byField.map((own): FieldValues => {
    const named = own.filter(([, value]) => value !== null);
    return {
      values: named.map(([, value, lines]) => ({ value: textOf(value), count: Number(lines) })),
      present: Number(named[0]?.[4] ?? 0),
      distinct: Number(named[0]?.[3] ?? 0),
    };
  });
  return { total: Number(rows[0]?.[5] ?? 0), fields };
}

function toFacet(
  { key, kind, type, distinct: sampled }: FacetCandidate,
  { values, present, distinct }: FieldValues,
  total: number,
  limit: number,
): LogFacet {
  const shown =
    type === "number"
      ? cutNumbers(key, values, total)
      : values.slice(0, limit).map(({ value, count }) => ({
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
    distinct: type === "number" ? sampled : distinct,
    values: shown.slice(0, limit),
  };
}
