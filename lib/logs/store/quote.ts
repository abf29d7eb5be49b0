/** An identifier of DuckDB out of data. Without NUL, which SQL text cannot hold: `isColumnName` says so before. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal of DuckDB out of data. NUL would end the statement, so it is put in by number. */
export function quoteText(text: string): string {
  const parts = text.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(" || chr(0) || ")})`;
}

/** A list literal of texts. */
export function quoteTexts(texts: readonly string[]): string {
  return `[${texts.map(quoteText).join(", ")}]`;
}

/** A literal of the key as a JSON pointer (RFC 6901): the one kind of path in which no character is special. */
export function quotePointer(key: string): string {
  return quoteText(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
}
