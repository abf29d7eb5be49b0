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

/** Whether a text is one of the values, in any case. `text` is SQL that is never null. */
export function matchText(text: string, { values }: Question, { bind }: Scope): string {
  const texts = textsOf(values).map((one) => one.toLowerCase());
  const patterns = patternsOf(values);
  return anyOf([
    ...(texts.length > 0 ? [`lower(${text}) = ANY(${bind(texts)}::text[])`] : []),
    ...(patterns.length > 0 ? [`lower(${text}) LIKE ANY(${bind(patterns)}::text[])`] : []),
  ]);
}

/**
 * Whether a value of a list is one of those that are asked for: exactly, so that an index finds it, or, with wildcards, in
 * any case. `head` stands before each value.
 */
export function matchExactly(
  column: string,
  values: readonly SearchValue[],
  scope: Scope,
  head = "",
): string {
  const texts = textsOf(values).map((text) => head + text);
  const patterns = patternsOf(values).map((pattern) => escapePattern(head) + pattern);
  return anyOf([
    ...(texts.length > 0 ? [`${column} = ANY(${scope.bind(texts)}::text[])`] : []),
    ...(patterns.length > 0 ? [`lower(${column}) LIKE ANY(${scope.bind(patterns)}::text[])`] : []),
  ]);
}

/** Whether a text holds one of the values, in any case. `text` is SQL in lower case. */
export function containsText(text: string, { values }: Question, { bind }: Scope): string {
  const patterns = [
    ...textsOf(values).map((one) => escapePattern(one.toLowerCase())),
    ...patternsOf(values),
  ].map((pattern) => `%${pattern}%`);
  return patterns.length === 0 ? "FALSE" : `${text} LIKE ANY(${bind(patterns)}::text[])`;
}
