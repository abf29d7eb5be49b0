/** SQLSTATE classes for values, constraints and limits; a lost connection or a full disk concerns every event alike. */
const CONTENT_CLASSES = ["21", "22", "23", "54"];

/** The SQLSTATE that Postgres gave an error, '' when it gave none. */
export function sqlStateOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[0-9FHPX][0-9A-Z]{4}$/.test(code) ? code : "";
}

/**
 * Whether an event was refused for what it holds, so that the same event alone would be refused again: by the database,
 * or by code of ours that stumbled over it.
 */
export function isAboutContent(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return sqlStateOf(error) === "";
  return CONTENT_CLASSES.includes(sqlStateOf(error).slice(0, 2));
}
