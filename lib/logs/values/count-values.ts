import { jsonColumn, keysOf, REST, textColumn } from "@/lib/logs/store/column-names";
import type { Writer } from "@/lib/logs/store/open-writer";
import { quoteName, quoteText } from "@/lib/logs/store/quote";
import { type FieldCounts, isNumeric, ownColumns, placeOf, type ValueCounts } from "./value-counts";

/** Files of fewer lines are read as quickly as their counts. */
export const LEAST_LINES = 4_096;
/** Fields of more values in a file are not counted, nor values of more characters. */
const MOST_VALUES = 512;
const LONGEST = 256;
/** Only so many fields of a file are, those that most lines have first. */
const MOST_FIELDS = 128;
/** Lines that are looked at to see what is worth counting. */
const SAMPLE = 2_048;
/** A field with as many values as lines names single things; so many of them in the sample say that. */
const LEAST_NAMES = 256;
/** Fields of one statement: each takes memory for its groups. */
const AT_ONCE = 8;

const CELL = `CAST(t // 3600000000000 * 4 + CASE WHEN l <= 8 THEN 0 WHEN l <= 12 THEN 1 WHEN l <= 16 THEN 2 ELSE 3 END AS BIGINT)`;

interface Field {
  name: string;
  isOwn: boolean;
  /** SQL of its value as text. */
  value: string;
}

interface Sampled extends Field {
  present: number;
  distinct: number;
  numbers: number;
}

/**
 * Counts the values of a file that was just written. Null when it is too small to be worth it, or has attributes without a
 * column. Throws what DuckDB throws, also when there is too little memory.
 */
export async function countValues(
  writer: Writer,
  path: string,
  file: { lines: number; columns: readonly string[] },
): Promise<ValueCounts | null> {
  if (file.lines < LEAST_LINES || file.columns.includes(REST)) return null;
  const source = `read_parquet(${quoteText(path)}, hive_partitioning=false)`;
  const cells = await writer.run(
    `SELECT ${CELL} AS cell, count(*)::INTEGER FROM ${source} GROUP BY cell ORDER BY cell`,
  );
  const places = new Map(cells.map(([cell], at) => [String(cell), at]));
  const sampled = await sample(writer, source, listFields(file.columns));
  const counted = sampled
    .filter((field) => kindOf(field) !== "many")
    .toSorted((a, b) => b.present - a.present)
    .slice(0, MOST_FIELDS);
  const found = new Map<Field, FieldCounts>();
  for (let start = 0; start < counted.length; start += AT_ONCE) {
    const some = counted.slice(start, start + AT_ONCE);
    for (const [field, counts] of await countSome(writer, source, some, places)) found.set(field, counts);
  }
  return {
    cells: cells.map(([cell]) => [Math.floor(Number(cell) / 4), Number(cell) % 4]),
    lines: cells.map(([, lines]) => Number(lines)),
    fields: sampled.map((field) => found.get(field) ?? uncounted(field)),
  };
}

function listFields(columns: readonly string[]): Field[] {
  const own = Object.entries(ownColumns).map(([name, column]) => ({ name, isOwn: true, value: column }));
  const there = new Set(columns);
  const attributes = keysOf(columns).map((name) => {
    const parts = [textColumn(name), jsonColumn(name)].filter((column) => there.has(column)).map(quoteName);
    return {
      name,
      isOwn: false,
      value: parts.length === 1 ? (parts[0] ?? "") : `coalesce(${parts.join(", ")})`,
    };
  });
  return [...own, ...attributes];
}

async function sample(writer: Writer, source: string, fields: readonly Field[]): Promise<Sampled[]> {
  const columns = fields.map(({ value }, at) => `${value} AS v${at}`).join(", ");
  const figures = fields.flatMap((_, at) => [
    `count(v${at})::INTEGER`,
    `len(list_distinct(list(v${at})))::INTEGER`,
    `count(TRY_CAST(v${at} AS DOUBLE))::INTEGER`,
  ]);
  const [row = []] = await writer.run(
    `SELECT ${figures.join(", ")} FROM (SELECT ${columns} FROM ${source} LIMIT ${SAMPLE})`,
  );
  return fields.map((field, at) => {
    const [present = 0, distinct = 0, numbers = 0] = row.slice(at * 3, at * 3 + 3).map(Number);
    return { ...field, present, distinct, numbers };
  });
}

function kindOf({ name, present, distinct, numbers }: Sampled): FieldCounts["kind"] {
  if (isNumeric(name, present, distinct, numbers)) return "number";
  return distinct > MOST_VALUES || (distinct > LEAST_NAMES && distinct > present / 2) ? "many" : "text";
}

function uncounted({ name, isOwn, distinct }: Sampled): FieldCounts {
  return { name, isOwn, kind: "many", values: [], distinct };
}

async function countSome(
  writer: Writer,
  source: string,
  fields: readonly Sampled[],
  places: ReadonlyMap<string, number>,
): Promise<[Field, FieldCounts][]> {
  const most = (MOST_VALUES + 1) * places.size;
  const parts = fields.map((field, at) => {
    const isNumber = kindOf(field) === "number";
    const value = isNumber ? `TRY_CAST(${field.value} AS DOUBLE)` : field.value;
    const group = isNumber
      ? `CAST(${placeOf("v")} AS VARCHAR)`
      : `CASE WHEN strlen(v) <= ${LONGEST} THEN v END`;
    return `(SELECT ${at} AS field, ${group} AS g, cell, count(*)::INTEGER AS c
               FROM (SELECT ${value} AS v, ${CELL} AS cell FROM ${source})
              WHERE v IS NOT NULL GROUP BY g, cell LIMIT ${most})`;
  });
  const rows = await writer.run(parts.join(" UNION ALL "));
  const values = fields.map(() => new Map<string, number[]>());
  const isUncounted = fields.map(() => false);
  for (const [field, value, cell, count] of rows) {
    const at = Number(field);
    const place = places.get(String(cell));
    // A text that is too long; a number that is none says nothing in either way of counting.
    if (value === null || value === undefined || place === undefined) {
      if (fields[at] && kindOf(fields[at]) === "text") isUncounted[at] = true;
      continue;
    }
    const counts = values[at]?.get(String(value));
    if (counts) counts.push(place, Number(count));
    else values[at]?.set(String(value), [place, Number(count)]);
  }
  return fields.map((field, at) => {
    const own = values[at] ?? new Map<string, number[]>();
    if (isUncounted[at] || own.size > MOST_VALUES) return [field, uncounted(field)];
    const kind = kindOf(field);
    const distinct = kind === "text" ? own.size : field.distinct;
    return [field, { name: field.name, isOwn: field.isOwn, kind, values: [...own], distinct }];
  });
}
