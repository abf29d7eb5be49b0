/**
 * The labels of a Loki stream as text: `{app="checkout", level="info"}` with Go's quoted strings. Reads as far as it
 * understands; never throws.
 */
export function readLabels(text: string): [string, string][] {
  const labels: [string, string][] = [];
  let at = text.indexOf("{") + 1;
  for (;;) {
    const equals = text.indexOf("=", at);
    if (equals === -1) return labels;
    const open = text.indexOf('"', equals);
    if (open === -1) return labels;
    const close = findQuote(text, open + 1);
    const name = text.slice(at, equals).replaceAll(",", " ").trim();
    if (name !== "") labels.push([name, unquote(text.slice(open, close + 1))]);
    at = close + 1;
  }
}

function findQuote(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

/** Go's escapes are those of JSON but for a few that nobody has in a label; such a value stays as it was written. */
function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1).replace(/"$/, "");
  }
}
