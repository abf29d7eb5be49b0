/** A stretch of a message: plain, the `key=` of a pair, and whether a word of the question stands there. */
export type MessagePiece = { at: number; text: string; isKey: boolean; isHit: boolean };

/** Longer messages are cut for the row; opening it shows the rest. */
const SHOWN = 2000;

/** Cuts a message into pieces that together are its first 2,000 characters. Words are found in any case; linear in both. */
export function markMessage(message: string, literals: readonly string[]): MessagePiece[] {
  const text = message.slice(0, SHOWN);
  const keys = findKeys(text);
  const hits = findHits(text, literals);
  const places = [...new Set([0, text.length, ...[...keys, ...hits].flat()])].sort((a, b) => a - b);
  const [isKey, isHit] = [lookInto(keys), lookInto(hits)];
  return places.slice(1).flatMap((end, index) => {
    const at = places[index] ?? 0;
    return end > at ? [{ at, text: text.slice(at, end), isKey: isKey(at), isHit: isHit(at) }] : [];
  });
}

/** `name=` at the beginning or after white space. */
function findKeys(text: string): [number, number][] {
  const found: [number, number][] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "=" && at > start) found.push([start, at + 1]);
    if (!isNamePart(character)) start = character === " " || character === "\t" ? at + 1 : text.length;
  }
  return found;
}

function isNamePart(character: string): boolean {
  return /[\w.@-]/.test(character);
}

/** Where the words stand, without overlaps. */
function findHits(text: string, literals: readonly string[]): [number, number][] {
  const lower = text.toLowerCase();
  // A few letters change their length with their case; then places would be wrong.
  if (lower.length !== text.length) return [];
  const found: [number, number][] = [];
  for (const literal of literals.slice(0, 20)) {
    const wanted = literal.toLowerCase();
    if (wanted === "") continue;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length))
      found.push([at, at + wanted.length]);
  }
  return found
    .sort((a, b) => a[0] - b[0] || b[1] - a[1])
    .reduce<[number, number][]>((kept, [from, to]) => {
      const last = kept.at(-1);
      if (last === undefined || from >= last[1]) kept.push([from, to]);
      else last[1] = Math.max(last[1], to);
      return kept;
    }, []);
}

/** Whether a place lies in one of the stretches; asked in order of place. */
function lookInto(spans: readonly (readonly [number, number])[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while ((spans[next]?.[1] ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    return at >= (spans[next]?.[0] ?? Number.POSITIVE_INFINITY);
  };
}
