import { escapeForPattern, checkPattern } from "@/lib/logs/query/pipeline/check-pattern";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { compilePattern, type LinearPattern } from "@/lib/logs/tail/pattern/compile-pattern";
import { PatternProblem } from "@/lib/logs/tail/pattern/parse-pattern";
import type {
  GlobPart,
  GlobValue,
  PatternValue,
  SearchValue,
  Span,
  TextValue,
} from "@/lib/search/grammar/ast";
import { lower } from "./read-values";

/** A condition on a text; false for one that is absent. */
export type TextTest = (text: string | null) => boolean;

const somewhere = { from: 0, to: 1 };

/** A regular expression of somebody's question, ready to run. @throws StageFault for one that cannot run here */
export function openPattern(source: string, isDotAll: boolean, span: Span = somewhere): LinearPattern {
  const checked = checkPattern(source);
  if ("problem" in checked) return fail(span, checked.problem);
  try {
    return compilePattern(checked.source, { isDotAll });
  } catch (error) {
    if (error instanceof PatternProblem) return fail(span, error.message);
    throw error;
  }
}

/** Whether a text holds a word, a phrase, a wildcard or a pattern anywhere, in any case. @throws StageFault */
export function containsValue(value: TextValue | GlobValue | PatternValue, span?: Span): TextTest {
  if (value.kind === "pattern") return fits(openPattern(value.source, true, span));
  if (value.distance !== undefined) return isNear(value, span);
  if (value.kind === "text") {
    const wanted = lower(value.text);
    return (text) => text !== null && lower(text).includes(wanted);
  }
  return matchGlob([{ wildcard: "*" }, ...value.parts, { wildcard: "*" }]);
}

/** Whether all of a text is a value or fits a wildcard, in any case; a pattern may fit a part. @throws StageFault */
export function equalsValue(value: SearchValue, span?: Span): TextTest {
  switch (value.kind) {
    case "text": {
      if (value.distance !== undefined) return isNear(value, span);
      const wanted = lower(value.text);
      return (text) => text !== null && lower(text) === wanted;
    }
    case "glob":
      return value.distance === undefined ? matchGlob(value.parts) : isNear(value, span);
    case "pattern":
      return fits(openPattern(value.source, true, span));
    case "number":
    case "boolean": {
      const wanted = String(value.value);
      return (text) => text === wanted;
    }
    default:
      return () => false;
  }
}

function fits(pattern: LinearPattern): TextTest {
  return (text) => text !== null && pattern.test(text);
}

const many = Symbol("any run of characters");
const single = Symbol("one character");

/** Wildcards without trying again but from the last `*`: at most text times pattern. */
function matchGlob(parts: readonly GlobPart[]): TextTest {
  const signs = parts.flatMap((part): (string | typeof many | typeof single)[] => {
    if ("literal" in part) return Array.from(lower(part.literal));
    return [part.wildcard === "*" ? many : single];
  });
  return (text) => {
    if (text === null) return false;
    const characters = Array.from(lower(text));
    let at = 0;
    let sign = 0;
    let star = -1;
    let starAt = 0;
    while (at < characters.length) {
      const wanted = signs[sign];
      if (wanted === many) {
        star = sign;
        starAt = at;
        sign += 1;
      } else if (wanted !== undefined && (wanted === single || wanted === characters[at])) {
        at += 1;
        sign += 1;
      } else if (star >= 0) {
        starAt += 1;
        at = starAt;
        sign = star + 1;
      } else return false;
    }
    while (signs[sign] === many) sign += 1;
    return sign === signs.length;
  };
}

/** The words of a phrase with at most so many others between two of them; two words in either order. */
function isNear(value: TextValue | GlobValue, span: Span = somewhere): TextTest {
  const parts = value.kind === "text" ? [{ literal: value.text }] : value.parts;
  const text = parts
    .map((part) => ("literal" in part ? part.literal : part.wildcard === "*" ? "\0" : "\u0001"))
    .join("");
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return (found) => found !== null;
  const patterns = words.map((word) =>
    escapeForPattern(word).replaceAll("\0", "\\S*").replaceAll("\u0001", "\\S"),
  );
  const between = `\\W+(?:\\w+\\W+){0,${Math.min(value.distance ?? 0, 999)}}?`;
  const inOrder = patterns.join(between);
  const source = patterns.length === 2 ? `${inOrder}|${patterns.toReversed().join(between)}` : inOrder;
  try {
    return fits(compilePattern(`(?i)(?:^|\\W)(?:${source})(?:\\W|$)`, { isDotAll: true }));
  } catch (error) {
    if (error instanceof PatternProblem) return fail(span, "Words this far apart cannot be followed live.");
    throw error;
  }
}
