import type { SearchValue } from "@/lib/search/grammar/ast";
import { anyOf, type Question, type Scope } from "./scope";
import { escapePattern, toPattern, toStorable } from "./to-pattern";

/** The plain texts of some values; numbers and booleans as they are written. */
export function textsOf(values: readonly SearchValue[]): string[] {
  return values.flatMap((value) => {
    if (value.kind === "text") return [toStorable(value.text)];
    if (value.kind === "number" || value.kind === "boolean") return [String(value.value)];
    return [];
  });
}

/** The LIKE patterns, in lower case, of those values that have wildcards. */
export function patternsOf(values: readonly SearchValue[]): string[] {
  return values.flatMap((value) => (value.kind === "glob" ? [toPattern(value.parts)] : []));
}

type Bind = Scope["bind"];

/** Whether SQL equals one of the texts. One text is compared plainly: its plans are the best known. */
export function equalsOne(text: string, wanted: readonly string[], bind: Bind): string {
  if (wanted.length === 0) return "FALSE";
  return wanted.length === 1
    ? `${text} = ${bind(wanted[0])}::text`
    : `${text} = ANY(${bind(wanted)}::text[])`;
}

/** Whether SQL is like one of the patterns. */
export function likeOne(text: string, patterns: readonly string[], bind: Bind): string {
  if (patterns.length === 0) return "FALSE";
  return patterns.length === 1
    ? `${text} LIKE ${bind(patterns[0])}::text`
    : `${text} LIKE ANY(${bind(patterns)}::text[])`;
}

/** Whether SQL in lower case is one of the values. */
export function matchLower(text: string, values: readonly SearchValue[], bind: Bind): string {
  const texts = textsOf(values).map((one) => one.toLowerCase());
  const patterns = patternsOf(values);
  return anyOf([
    ...(texts.length > 0 ? [equalsOne(text, texts, bind)] : []),
    ...(patterns.length > 0 ? [likeOne(text, patterns, bind)] : []),
  ]);
}

/** Whether a text is one of the values, in any case. `text` is SQL that is never null. */
export function matchText(text: string, { values }: Question, { bind }: Scope): string {
  return matchLower(`lower(${text})`, values, bind);
}

/**
 * Whether a value of a list is one of those that are asked for: exactly, so that an index finds it, or, with wildcards, in
 * any case. `head` stands before each value.
 */
export function matchExactly(
  column: string,
  values: readonly SearchValue[],
  { bind }: Scope,
  head = "",
): string {
  const texts = textsOf(values).map((text) => head + text);
  const patterns = patternsOf(values).map((pattern) => escapePattern(head) + pattern);
  return anyOf([
    ...(texts.length > 0 ? [equalsOne(column, texts, bind)] : []),
    ...(patterns.length > 0 ? [likeOne(`lower(${column})`, patterns, bind)] : []),
  ]);
}

/** Whether a text holds one of the values, in any case; an empty one is held by the empty text. `text` is SQL in lower case. */
export function containsText(text: string, { values }: Question, { bind }: Scope): string {
  const texts = textsOf(values);
  const patterns = [
    ...texts.filter((one) => one !== "").map((one) => escapePattern(one.toLowerCase())),
    ...patternsOf(values),
  ].map((pattern) => `%${pattern}%`);
  return anyOf([
    ...(patterns.length > 0 ? [likeOne(text, patterns, bind)] : []),
    ...(texts.includes("") ? [`${text} = ''`] : []),
  ]);
}
