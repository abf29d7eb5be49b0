import { lookupLimits } from "@/lib/logs/constants";
import { formatExact } from "@/lib/format/format-count";
import { type CsvFault, parseCsv } from "./parse-csv";

/** A table for `lookup`: each row has as many cells as there are columns. */
export type LookupRows = { columns: string[]; rows: string[][] };

/** Longest name of a column, as of fields. */
const NAME_LENGTH = 200;

/**
 * The table that a CSV holds: its first line names the columns. A fault says where in the file it is, and what to do.
 */
export function readTable(csv: string): LookupRows | CsvFault {
  if (Buffer.byteLength(csv) > lookupLimits.bytes) {
    return at(1, "The file is larger than 512 kB. Leave out columns or rows that are not looked up.");
  }
  const parsed = parseCsv(csv);
  if (!Array.isArray(parsed)) return parsed;
  const [head, ...body] = parsed;
  if (head === undefined) return at(1, "The file is empty. Its first line names the columns.");
  const fault = findHeadFault(head.cells);
  if (fault !== null) return { ...at(head.line, fault), column: 1 };
  const [first] = body;
  if (first === undefined) return at(head.line, "There is no row below the names of the columns.");
  if (body.length > lookupLimits.rows) {
    return at(
      body[lookupLimits.rows]?.line ?? 1,
      `A table has at most ${formatExact(lookupLimits.rows)} rows; this one has ${formatExact(body.length)}.`,
    );
  }
  const odd = body.find(({ cells }) => cells.length !== head.cells.length);
  if (odd) {
    return at(
      odd.line,
      `This row has ${countCells(odd.cells.length)}, and the first line has ${head.cells.length}.`,
    );
  }
  return { columns: head.cells.map((name) => name.trim()), rows: body.map(({ cells }) => cells) };
}

/** The fault as a person reads it. */
export function writeFault({ line, column, message }: CsvFault): string {
  return `Line ${formatExact(line)}, column ${formatExact(column)}: ${message}`;
}

function at(line: number, message: string): CsvFault {
  return { line, column: 1, message };
}

function countCells(count: number): string {
  return count === 1 ? "1 cell" : `${count} cells`;
}

function findHeadFault(cells: readonly string[]): string | null {
  const names = cells.map((name) => name.trim());
  const [only = ""] = names;
  if (names.length === 1) {
    return /[;\t|]/.test(only)
      ? "The columns are not separated by commas. Save the file with commas between them."
      : "There is one column. A table has one to look up by, and at least one to take from.";
  }
  if (names.length > lookupLimits.columns) return `A table has at most ${lookupLimits.columns} columns.`;
  const unnamed = names.indexOf("");
  if (unnamed >= 0) return `Column ${unnamed + 1} has no name.`;
  const long = names.findIndex((name) => name.length > NAME_LENGTH);
  if (long >= 0) return `The name of column ${long + 1} has more than ${NAME_LENGTH} characters.`;
  const twice = names.findIndex((name, place) => names.indexOf(name) < place);
  return twice < 0 ? null : `Two columns are called ${names[twice]}.`;
}
