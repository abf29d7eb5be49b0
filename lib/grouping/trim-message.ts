/** The first two lines that hold anything, trimmed. Work is bounded by the text up to the second of them. */
export function trimMessage(text: string): string {
  const lines: string[] = [];
  let start = 0;
  while (lines.length < 2 && start <= text.length) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).trim();
    if (line) lines.push(line);
    start = end + 1;
  }
  return lines.join("\n");
}
