/** The columns that every file has, with their types in DuckDB, in the order in which they stand. */
export const fixedColumns = {
  t: "BIGINT",
  n: "INTEGER",
  chunk: "UUID",
  l: "SMALLINT",
  w: "VARCHAR",
  h: "VARCHAR",
  s: "VARCHAR",
  g: "VARCHAR",
  o: "VARCHAR",
  r: "VARCHAR",
  p: "VARCHAR",
  m: "VARCHAR",
} as const;

/** Lists the fixed columns, with a prefix such as `x.` before each. */
export function listFixed(prefix = ""): string {
  return Object.keys(fixedColumns)
    .map((name) => prefix + name)
    .join(", ");
}

/** The column of an attribute's texts. */
export const textColumn = (key: string) => `s:${key}`;
/** The column of an attribute's other values, as JSON text. */
export const jsonColumn = (key: string) => `j:${key}`;
/** The column of the attributes that have none of their own. */
export const REST = "rest";

/** The keys that have columns of their own in a file, in the order of the catalog. */
export function keysOf(columns: readonly string[]): string[] {
  return [...new Set(columns.filter((column) => column !== REST).map((column) => column.slice(2)))];
}

/** More than this many keys get no columns of their own. */
export const MOST_KEYS = 512;

/**
 * Chooses the keys that get columns in a file, of candidates in the order of their weight. DuckDB takes names that differ in
 * case for the same, and SQL text holds no NUL: of such keys the first gets the column, the others go to `rest`.
 */
export function chooseKeys(candidates: Iterable<string>): { own: string[]; rest: string[] } {
  const folded = new Set<string>();
  const own: string[] = [];
  const rest: string[] = [];
  for (const key of candidates) {
    const fold = key.toLowerCase();
    if (own.length < MOST_KEYS && key !== "" && !key.includes("\0") && !folded.has(fold)) {
      folded.add(fold);
      own.push(key);
    } else rest.push(key);
  }
  return { own, rest };
}
