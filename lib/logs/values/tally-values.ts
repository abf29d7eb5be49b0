import { logLevels } from "@/lib/logs/levels";
import type { CountedFile } from "./choose-cells";
import { isNumeric } from "./value-counts";

/** What is counted of a field over some files. */
export interface FieldTally {
  /** `many`: of some file not counted. */
  kind: "text" | "number" | "many";
  /** By value, or by stretch of numbers (see `placeOf`). */
  values: ReadonlyMap<string, number>;
  /** Lines that have it; of what is not counted, 0. */
  present: number;
  distinct: number;
}

/** How many lines were counted, and what of each field: our own by name, attributes by key. */
export interface Tally {
  lines: number;
  own: ReadonlyMap<string, FieldTally>;
  attributes: ReadonlyMap<string, FieldTally>;
}

interface Building {
  kinds: Set<FieldTally["kind"]>;
  texts: Map<string, number>;
  places: Map<string, number>;
  distinct: number;
}

/** Sums up the chosen cells of files, of some categories of level only. Pure. */
export function tallyValues(
  files: readonly { file: CountedFile; cells: ReadonlySet<number> }[],
  levels: ReadonlySet<number>,
  slugs: ReadonlyMap<number, string>,
): Tally {
  const own = new Map<string, Building>();
  const attributes = new Map<string, Building>();
  let lines = 0;
  for (const { file, cells } of files) {
    const { counts } = file;
    const isChosen = counts.cells.map(([, level], at) => cells.has(at) && levels.has(level));
    for (const [at, [, level]] of counts.cells.entries()) {
      if (!isChosen[at]) continue;
      const some = counts.lines[at] ?? 0;
      lines += some;
      add(open(own, "level", "text").texts, logLevels[level] ?? "", some);
      add(open(own, "project", "text").texts, slugs.get(file.projectId) ?? "", some);
    }
    for (const { name, isOwn, kind, values, distinct } of counts.fields) {
      const field = open(isOwn ? own : attributes, name, kind);
      field.distinct = Math.max(field.distinct, distinct);
      for (const [value, pairs] of values) {
        const count = sumOf(pairs, isChosen);
        if (count > 0) add(kind === "number" ? field.places : field.texts, value, count);
      }
    }
  }
  return { lines, own: close(own), attributes: close(attributes) };
}

function open(fields: Map<string, Building>, name: string, kind: FieldTally["kind"]): Building {
  const field = fields.get(name) ?? { kinds: new Set(), texts: new Map(), places: new Map(), distinct: 0 };
  fields.set(name, field);
  field.kinds.add(kind);
  return field;
}

function add(counts: Map<string, number>, value: string, count: number): void {
  counts.set(value, (counts.get(value) ?? 0) + count);
}

function sumOf(pairs: readonly number[], isChosen: readonly boolean[]): number {
  let sum = 0;
  for (let at = 0; at < pairs.length; at += 2) if (isChosen[pairs[at] ?? -1]) sum += pairs[at + 1] ?? 0;
  return sum;
}

function close(fields: ReadonlyMap<string, Building>): Map<string, FieldTally> {
  return new Map([...fields].map(([name, field]) => [name, closeOne(name, field)]));
}

function closeOne(name: string, { kinds, texts, places, distinct }: Building): FieldTally {
  if (kinds.has("many")) return { kind: "many", values: new Map(), present: 0, distinct };
  return tallyTexts(name, texts, kinds.has("number") ? { places, distinct } : undefined);
}

/**
 * A field by the lines of each of its values, which are summed up as stretches when they are quantities; `counted` are those that
 * were so already, and then the others are, too.
 */
export function tallyTexts(
  name: string,
  texts: ReadonlyMap<string, number>,
  counted?: { places: ReadonlyMap<string, number>; distinct: number },
): FieldTally {
  const numbers = [...texts].filter(([text]) => toPlace(text) !== null);
  const isNumber =
    counted !== undefined ||
    isNumeric(name, total(texts.values()), texts.size, total(numbers.map(([, count]) => count)));
  if (!isNumber) return { kind: "text", values: texts, present: total(texts.values()), distinct: texts.size };
  const values = new Map(counted?.places);
  for (const [text, count] of numbers) add(values, toPlace(text) ?? "", count);
  return {
    kind: "number",
    values,
    present: total(values.values()),
    distinct: Math.max(counted?.distinct ?? 0, texts.size),
  };
}

function total(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** As `placeOf` does; DuckDB reads numbers a little differently, what only one of both reads is rare. */
function toPlace(text: string): string | null {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return null;
  return String(value > 0 ? Math.floor(2 * Math.log2(value)) + 1000 : 0);
}
