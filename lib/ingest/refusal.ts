/** SQLSTATE classes for values, constraints and limits; a lost connection or a full disk concerns every event alike. */
const CONTENT_CLASSES = ["21", "22", "23", "42", "54"];

/** The SQLSTATE that Postgres gave an error, '' when it gave none. */
export function sqlStateOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[0-9FHPX][0-9A-Z]{4}$/.test(code) ? code : "";
}

/** Whether the database refused an event for what it holds, so that the same event alone would be refused again. */
export function isAboutContent(error: unknown): boolean {
  return CONTENT_CLASSES.includes(sqlStateOf(error).slice(0, 2));
}
