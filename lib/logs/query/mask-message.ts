import type { MaskKind, PatternPart } from "@/lib/logs/schemas";

/**
 * What differs from line to line, most particular first. A token that mixes kinds, such as `a1b2c3-77`, is one id.
 */
const kinds: readonly [MaskKind, RegExp][] = [
  ["uuid", /\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b/],
  [
    "time",
    /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?|\b\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\b/,
  ],
  ["ip", /\b(?:\d{1,3}\.){3}\d{1,3}\b/],
  ["str", /"[^"\n]{0,200}"/],
  ["hex", /\b0[xX][0-9a-fA-F]+\b|\b(?=[a-fA-F]*\d)[0-9a-fA-F]{8,64}\b(?!-\w)/],
  [
    "num",
    /(?<![\w.])\d+(?:[.,]\d+)*(?=(?:ns|us|µs|ms|s|m|h|kb|mb|gb|b|kib|mib|gib|%)?(?![\w]))(?!-[\w-]{0,63}[A-Za-z_])/,
  ],
  ["id", /\b[A-Za-z_][\w-]{0,63}?\d[\w-]{0,63}|\b\d[\w-]{0,63}/],
];
/** All of them in one pass, a group for each: an object of named ones for each match takes longer than matching. */
const places = new RegExp(kinds.map(([, { source }]) => `(${source})`).join("|"), "g");

/** A message as fixed text and places that differ from line to line. */
export function maskMessage(message: string): PatternPart[] {
  const parts: PatternPart[] = [];
  let at = 0;
  for (const match of message.matchAll(places)) {
    if (match.index > at) parts.push({ text: message.slice(at, match.index) });
    const [mask] = kinds.find((_, place) => match[place + 1] !== undefined) ?? ["any"];
    parts.push({ mask });
    at = match.index + match[0].length;
  }
  if (at < message.length) parts.push({ text: message.slice(at) });
  return tidy(parts);
}

/** Neighbours of one kind are one: text is joined, and so are masks with nothing between them. */
export function tidy(parts: readonly PatternPart[]): PatternPart[] {
  const found: PatternPart[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if ("text" in part && last !== undefined && "text" in last) last.text += part.text;
    else if ("mask" in part && last !== undefined && "mask" in last)
      last.mask = last.mask === part.mask ? part.mask : "any";
    else found.push({ ...part });
  }
  return found;
}
