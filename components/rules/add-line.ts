/** A text with one more line at its end, unless it has that line. */
export function addLine(text: string, line: string): string {
  if (line === "" || text.split("\n").some((known) => known.trim() === line)) return text;
  return text.trim() === "" ? line : `${text.trimEnd()}\n${line}`;
}
