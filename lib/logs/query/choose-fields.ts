import type { LogFacet } from "@/lib/logs/schemas";
import type { FieldTally } from "@/lib/logs/values/tally-values";
import { isNumeric } from "@/lib/logs/values/value-counts";
import { compilePipeline } from "./compile/compile-pipeline";
import { toKey } from "./compile/convert";
import { resolveKey } from "./compile/resolve-key";
import { countFew, type FewLines } from "./count-few";
import { logLanguage } from "./language";
import { lookNewest } from "./look-newest";
import type { Search, Where } from "./open-search";
import { findTally, type KnownValues } from "./open-tally";

/** Lines that are looked at to see which fields are worth counting. */
const sampleSize = 5_000;
const chosenLimit = 12;
const comparedLimit = 20;
/**
 * Fields of more different values than this in the sample, or of fewer lines for each than `leastLines`, are names of single
 * things: no facets unless asked for, and counting them costs as much as five others.
 */
const mostValues = 2_000;

/** A field that could be shown, and how well it splits the lines. */
export interface FacetCandidate {
  key: string;
  kind: LogFacet["kind"];
  type: LogFacet["type"];
  distinct: number;
  score: number;
}

/**
 * How many different values the fields have in some lines, and how evenly these split them. `isWhole`: those are all lines;
 * `few`: those are so few that all is known of them. Null when it cannot be compiled.
 */
export async function sampleFields(
  search: Search,
  keys: readonly string[],
): Promise<{ candidates: FacetCandidate[]; isWhole: boolean; few: FewLines | null } | null> {
  const sample = await lookNewest(search, (where, isAll) =>
    isAll && where.moments ? sampleFew(search, keys, where) : sampleStretch(search, keys, where),
  );
  return sample && { ...sample, isWhole: sample.isAll && sample.lines < sampleSize };
}

interface Sample {
  lines: number;
  candidates: FacetCandidate[];
  few: FewLines | null;
}

async function sampleFew(search: Search, keys: readonly string[], where: Where): Promise<Sample | null> {
  const few = await countFew(search, keys, where);
  if (few === null) return null;
  const { lines, fields } = few;
  return { lines, candidates: keys.map((key) => judgeField(search, key, fields.get(key), lines)), few };
}

async function sampleStretch(search: Search, keys: readonly string[], where: Where): Promise<Sample | null> {
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
  }, where);
  if (plan === null) return null;
  const [row = []] = await search.run(plan.sql, plan.frame, where);
  const lines = Number(row[0] ?? 0);
  const candidates = keys.map((key, at): FacetCandidate => {
    const [present = 0, distinct = 0, numbers = 0] = row.slice(1 + at * 3, 4 + at * 3).map(Number);
    const type = isNumeric(key, present, distinct, numbers) ? "number" : "text";
    const score = scoreOf(present / Math.max(lines, 1), distinct, present, type);
    return { key, kind: kindOf(search, key), type, distinct, score };
  });
  return { lines, candidates, few: null };
}

/** The same of counted lines: what has too many values to be counted splits nothing. */
export function judgeFields(search: Search, known: KnownValues, keys: readonly string[]): FacetCandidate[] {
  return keys.map((key) => judgeField(search, key, findTally(known, key), known.tally.lines));
}

function judgeField(
  search: Search,
  key: string,
  tally: FieldTally | undefined,
  lines: number,
): FacetCandidate {
  const { kind, present, distinct } = tally ?? { kind: "text", present: 0, distinct: 0 };
  const type = kind === "number" ? "number" : "text";
  const score = kind === "many" ? 0.05 : scoreOf(present / Math.max(lines, 1), distinct, present, type);
  return { key, kind: kindOf(search, key), type, distinct, score };
}

function kindOf({ question }: Search, key: string): FacetCandidate["kind"] {
  if (question.report.computed.includes(key)) return "computed";
  return logLanguage.names.get(key.toLowerCase())?.key === key ? "field" : "attribute";
}

/** Fields that most lines have and that make a handful of groups split best; one value splits nothing, and neither do names of single lines. */
function scoreOf(share: number, distinct: number, present: number, type: LogFacet["type"]): number {
  if (distinct === 0) return -1;
  if (distinct === 1) return share * 0.1;
  if (type === "number") return share * 0.6;
  if (distinct > mostValues || distinct > present / leastLines(present)) return share * 0.05;
  return share * (distinct <= 50 ? 1 : 0.5);
}

/** Of few lines, fifty values that are equally frequent come up once or twice each. */
function leastLines(present: number): number {
  if (present < 100) return 1.6;
  return present < 200 ? 2.5 : 4;
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

/**
 * The fields to show: level, service and host lead, as far as they are there; then by how well they split. Of those three some
 * lines say little when they are not all: the newest are often of one host.
 */
export function chooseBest(candidates: readonly FacetCandidate[], isWhole: boolean): FacetCandidate[] {
  return candidates
    .filter(
      (one) =>
        one.score >= 0.15 ||
        (one.kind === "computed" && one.score >= 0) ||
        (!isWhole && leadOf(one) > 0 && one.distinct > 0),
    )
    .sort(
      (a, b) =>
        leadOf(b) - leadOf(a) ||
        Number(b.kind === "computed") - Number(a.kind === "computed") ||
        b.score - a.score,
    )
    .slice(0, chosenLimit);
}
