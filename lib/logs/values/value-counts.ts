import { deflateSync, inflateSync } from "node:zlib";

/**
 * How often each value of the fields of one sealed file is in its lines. Lines are counted in cells, one for each hour and
 * level; counts are flat pairs `[cell, lines, cell, lines, …]`. Names and values come from senders, so there are lists
 * where one would write objects.
 */
export interface ValueCounts {
  /** Hours since 1970, and the category: 0 debug to 3 error. */
  cells: [hour: number, level: number][];
  /** All lines of each cell. */
  lines: number[];
  fields: FieldCounts[];
}

/**
 * A field: `service`, `host`, `logger` and `source` are our own, all others attributes. `text`: all values with their counts.
 * `number`: stretches of numbers as `placeOf` names them. `many`: more values than are worth counting, or long ones.
 */
export interface FieldCounts {
  name: string;
  isOwn: boolean;
  kind: "text" | "number" | "many";
  values: [value: string, counts: number[]][];
  /** Different values: exact for `text`, else of a sample. */
  distinct: number;
}

/** Our own fields and their columns; level and project are counted by cells and files. */
export const ownColumns: Readonly<Record<string, string>> = {
  service: "s",
  host: "h",
  logger: "g",
  source: "o",
};

/**
 * SQL that groups the number `v`: 0 for none above zero, else 1000 and twice the binary logarithm, so that there are few
 * groups; NULL where it is none or infinite.
 */
export function placeOf(v: string): string {
  return `CASE WHEN ${v} > 0 AND isfinite(${v}) THEN CAST(floor(2 * log2(${v})) AS INTEGER) + 1000 WHEN isfinite(${v}) THEN 0 END`;
}

/** Names of what is no quantity though it is written in digits: nobody asks for users 1,024 to 2,047. */
const naming = /(^|[._-])[pt]?id$|[a-z]Id$/;

/** Whether a field of so many values, of which so many are numbers, is shown in stretches. */
export function isNumeric(name: string, present: number, distinct: number, numbers: number): boolean {
  return numbers > 0 && numbers >= present * 0.95 && distinct > 20 && !naming.test(name);
}

/** Packs counts for the catalog. */
export function packCounts(counts: ValueCounts): Buffer {
  return deflateSync(JSON.stringify(counts));
}

/** Reads what `packCounts` wrote. */
export function unpackCounts(packed: Uint8Array): ValueCounts {
  return JSON.parse(inflateSync(packed).toString()) as ValueCounts;
}
