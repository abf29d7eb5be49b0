import type { Span } from "@/lib/search/grammar/ast";
import type { QueryToken } from "@/lib/search/grammar/token";

/** What a stretch of a query is, by which it is coloured. */
export type Paint = "not" | "key" | "sign" | "value" | "word" | "gap" | "pipe" | "verb";

export interface PaintedPiece extends Span {
  text: string;
  paint: Paint;
  isBad: boolean;
}

/** Pieces that belong together; a filter lies on a ground of its own. */
export interface PaintedGroup {
  from: number;
  isFilter: boolean;
  pieces: PaintedPiece[];
}

type Stroke = Span & { paint: Paint };

/** Cuts a query into coloured pieces. Put together they are the text again, whatever is wrong with it. */
export function paintQuery(
  text: string,
  tokens: readonly QueryToken[],
  errors: readonly Span[],
): PaintedGroup[] {
  const bad = errors.map(({ from, to }) => (from < to ? { from, to } : { from: Math.max(0, from - 1), to }));
  const groups: PaintedGroup[] = [];
  let at = 0;
  const add = (isFilter: boolean, strokes: readonly Stroke[]) => {
    const pieces = strokes.filter(({ from, to }) => from < to).flatMap((stroke) => split(text, stroke, bad));
    const [first] = pieces;
    if (first !== undefined) groups.push({ from: first.from, isFilter, pieces });
  };
  for (const token of tokens) {
    add(false, [{ from: at, to: token.from, paint: "gap" }]);
    add(token.type === "filter", strokesOf(token));
    at = token.to;
  }
  add(false, [{ from: at, to: text.length, paint: "gap" }]);
  return groups;
}

function strokesOf(token: QueryToken): Stroke[] {
  const { from, to } = token;
  if (token.type === "text") return [{ from, to, paint: "word" }];
  if (token.type !== "filter") return [{ from, to, paint: token.type === "not" ? "not" : "sign" }];
  const { key, operator } = token;
  // Inside `key:(…)` the key stands before the parenthesis.
  if (key.from === key.to) return [{ from, to, paint: "value" }];
  return [
    { from, to: key.from, paint: "not" },
    { from: key.from, to: key.to, paint: "key" },
    { from: key.to, to: operator.to, paint: "sign" },
    { from: operator.to, to, paint: "value" },
  ];
}

function split(text: string, { from, to, paint }: Stroke, bad: readonly Span[]): PaintedPiece[] {
  const cuts = new Set([from, to]);
  for (const error of bad)
    for (const cut of [error.from, error.to]) if (cut > from && cut < to) cuts.add(cut);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => {
    const start = places[index] ?? from;
    const isBad = bad.some((error) => error.from < end && error.to > start);
    return { from: start, to: end, text: text.slice(start, end), paint, isBad };
  });
}
