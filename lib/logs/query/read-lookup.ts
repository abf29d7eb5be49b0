import { pool } from "@/lib/db/pool";
import type { LookupTable } from "./compile/frame";

/** A table of one of the projects, the first by id that has one of this name; null when none has. */
export async function readLookup(name: string, projectIds: readonly number[]): Promise<LookupTable | null> {
  const { rows } = await pool().query<{ columns: string[]; body: Buffer }>(
    `SELECT columns, body FROM log_lookup WHERE project_id = ANY ($1::int[]) AND name = $2 ORDER BY project_id LIMIT 1`,
    [projectIds, name],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const [, ...lines] = readCsv(found.body.toString("utf8"));
  return { columns: found.columns, rows: lines };
}

/** CSV as RFC 4180 has it; empty lines are left out. Linear. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = () => {
    if (row.length > 0 || cell !== "") rows.push([...row, cell]);
    row = [];
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === "") isQuoted = true;
    else if (character === ",") {
      row.push(cell);
      cell = "";
    } else if (character === "\n" || character === "\r") endRow();
    else cell += character;
  }
  endRow();
  return rows;
}
