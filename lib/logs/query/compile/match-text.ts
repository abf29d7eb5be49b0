import type {
  GlobPart,
  GlobValue,
  PatternValue,
  SearchValue,
  Span,
  TextValue,
} from "@/lib/search/grammar/ast";
import { checkPattern, escapeForPattern } from "@/lib/logs/query/pipeline/check-pattern";
import { fail } from "@/lib/logs/query/pipeline/reader";
import type { Frame } from "./frame";

type Bind = Frame["bind"];
type Wording = TextValue | GlobValue | PatternValue;

/** Any of some conditions; false for none. */
export function anyOf(conditions: readonly string[]): string {
  if (conditions.length === 0) return "FALSE";
  return conditions.length === 1 ? String(conditions[0]) : `(${conditions.join(" OR ")})`;
}

/**
 * A column and what is looked for in it in small letters, unless that has none: so most of the work is spared. The engine
 * makes both small, for JavaScript does it otherwise (`İ`, a Σ at the end of a word).
 */
function fold(column: string, wanted: string, bind: Bind): [column: string, wanted: string] {
  const isPlain = wanted.toLowerCase() === wanted.toUpperCase();
  return isPlain ? [column, bind(wanted)] : [`lower(${column})`, `lower(${bind(wanted)})`];
}

/** Whether a column holds a word, a phrase, a wildcard or a pattern anywhere, in any case. NULL where the column is. */
export function containsValue(column: string, value: Wording, bind: Bind, span?: Span): string {
  if (value.kind === "pattern") return matchesPattern(column, value.source, bind, span);
  if (value.distance !== undefined) return isNear(column, value, bind);
  if (value.kind === "text") return `contains(${fold(column, value.text, bind).join(", ")})`;
  return fitsWildcards(column, [{ wildcard: "*" }, ...value.parts, { wildcard: "*" }], bind);
}

/**
 * Whether all of a column fits: `*` is any run, `?` one character, all else literal. By RE2 where it is not the beginning, the
 * end or a part: LIKE tries all places of one `*` for each place of the other, and is not stopped while it does.
 */
function fitsWildcards(column: string, parts: readonly GlobPart[], bind: Bind): string {
  const places = parts.map((part) => ("literal" in part ? part.literal : part.wildcard === "*" ? 0 : 1));
  const texts = places.filter((place): place is string => typeof place === "string");
  const [text] = texts;
  if (text !== undefined && texts.length === 1 && !places.includes(1)) {
    const [opensFree, endsFree] = [places[0] === 0, places.at(-1) === 0];
    const test = opensFree && endsFree ? "contains" : opensFree ? "ends_with" : "starts_with";
    if (opensFree || endsFree) return `${test}(${fold(column, text, bind).join(", ")})`;
  }
  const source = places
    .map((place) => (typeof place === "string" ? escapeForPattern(place) : place === 0 ? ".*" : "."))
    .join("");
  return `regexp_full_match(lower(${column}), lower(${bind(source)}), 's')`;
}

/** Whether all of a column is a text or fits a wildcard, in any case; a pattern may fit a part. NULL where the column is. */
export function equalsValue(column: string, value: SearchValue, bind: Bind, span?: Span): string {
  switch (value.kind) {
    case "text":
      if (value.distance !== undefined) return isNear(column, value, bind);
      return fold(column, value.text, bind).join(" = ");
    case "glob":
      if (value.distance !== undefined) return isNear(column, value, bind);
      return fitsWildcards(column, value.parts, bind);
    case "pattern":
      return matchesPattern(column, value.source, bind, span);
    case "number":
    case "boolean":
      return `${column} = ${bind(String(value.value))}`;
    default:
      return "FALSE";
  }
}

/** Whether a regular expression of RE2 fits a part of a column. @throws StageFault for one that RE2 does not take */
export function matchesPattern(
  column: string,
  source: string,
  bind: Bind,
  span: Span = { from: 0, to: 1 },
): string {
  const checked = checkPattern(source);
  if ("problem" in checked) return fail(span, checked.problem);
  return `regexp_matches(${column}, ${bind(checked.source)}, 's')`;
}

/** The words of a phrase in this order with at most so many others between two of them; two words in either order. */
function isNear(column: string, value: TextValue | GlobValue, bind: Bind): string {
  const parts = value.kind === "text" ? [{ literal: value.text }] : value.parts;
  const text = parts
    .map((part) => ("literal" in part ? part.literal : part.wildcard === "*" ? "\0" : "\u0001"))
    .join("");
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return "TRUE";
  const patterns = words.map((word) =>
    escapeForPattern(word).replaceAll("\0", "\\S*").replaceAll("\u0001", "\\S"),
  );
  const between = `\\W+(?:\\w+\\W+){0,${Math.min(value.distance ?? 0, 999)}}?`;
  const inOrder = patterns.join(between);
  const isPair = patterns.length === 2;
  const source = isPair ? `${inOrder}|${patterns.toReversed().join(between)}` : inOrder;
  return `regexp_matches(${column}, ${bind(`(?i)(?:^|\\W)(?:${source})(?:\\W|$)`)}, 's')`;
}
