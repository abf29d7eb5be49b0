import { allAttributes } from "./build-relation";
import { chooseKeys, jsonColumn, keysOf, listFixed, REST, textColumn } from "./column-names";
import { filePath } from "./folder";
import { quoteName, quoteTexts } from "./quote";
import type { StoredFile } from "./read-snapshot";

/**
 * The SELECT that gives the lines of files, which may have different columns, as one file will hold them, and the columns
 * beyond the fixed ones. Keys for which there is no room go to `rest`.
 */
export function selectFiles(
  folder: string,
  files: readonly StoredFile[],
  where = "true",
): { select: string; columns: string[] } {
  const { own } = chooseKeys(rankKeys(files));
  const there = new Set(files.flatMap((file) => file.columns));
  const columns = own.flatMap((key) => [textColumn(key), jsonColumn(key)]).filter((name) => there.has(name));
  const kept = new Set(columns);
  const needsRest = files.some((file) => file.columns.some((name) => !kept.has(name)));
  if (needsRest) columns.push(REST);
  const groups = new Map<string, StoredFile[]>();
  for (const file of files) {
    const key = JSON.stringify(file.columns);
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  const selects = [...groups.values()].map((group) => {
    const has = new Set(group[0]?.columns);
    const left = new Set([...has].filter((name) => !kept.has(name)));
    const values = columns.map((name) => {
      if (name === REST)
        return `${left.size > 0 ? `nullif(${allAttributes(left)}, '{}')` : "NULL::VARCHAR"} AS ${REST}`;
      return has.has(name) ? quoteName(name) : `NULL::VARCHAR AS ${quoteName(name)}`;
    });
    const paths = quoteTexts(group.map((file) => filePath(folder, file)));
    const all = [listFixed(), ...values].join(", ");
    return `SELECT ${all} FROM read_parquet(${paths}, hive_partitioning=false) WHERE ${where}`;
  });
  return { select: selects.join("\nUNION ALL\n"), columns };
}

function rankKeys(files: readonly StoredFile[]): string[] {
  const weights = new Map<string, number>();
  for (const { columns, lines } of files) {
    for (const key of keysOf(columns)) weights.set(key, (weights.get(key) ?? 0) + lines);
  }
  return [...weights].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
}
