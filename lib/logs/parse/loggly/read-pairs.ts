import type { LogValue } from "@/lib/logs/line";

const MAX_PAIRS = 256;

/**
 * The fields of a text as Loggly's Node clients write an object: `level=info, message=two, words, list=[a, b]`. A value goes on
 * to the next `, name=`, for nothing in it is quoted. Undefined for a text that does not begin with a name and an equals
 * sign. One pass.
 */
export function readPairs(text: string): Record<string, LogValue> | undefined {
  const pairs: [string, LogValue][] = [];
  let name = nameAt(text, 0);
  if (name === undefined) return undefined;
  let from = name.length + 1;
  for (let at = from; at < text.length && pairs.length < MAX_PAIRS; at++) {
    const comma = text.indexOf(", ", at);
    if (comma === -1) break;
    const next = nameAt(text, comma + 2);
    at = comma + 1;
    if (next === undefined) continue;
    pairs.push([name, readValue(text.slice(from, comma))]);
    name = next;
    from = comma + 2 + next.length + 1;
    at = from - 1;
  }
  pairs.push([name, readValue(text.slice(from))]);
  return Object.fromEntries(pairs);
}

/** The word before an equals sign at that place; at most 64 characters, so that looking for it costs nothing. */
function nameAt(text: string, from: number): string | undefined {
  return /^[A-Za-z_@][\w.@-]{0,63}(?==)/.exec(text.slice(from, from + 65))?.[0];
}

function readValue(text: string): LogValue {
  if (text === "true" || text === "false") return text === "true";
  if (/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  return text === "null" || text === "undefined" ? null : text;
}
