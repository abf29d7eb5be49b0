import type { FilterNode } from "@/lib/search/grammar/ast";
import { type SearchLanguage, resolveName } from "@/lib/search/grammar/language";
import { isSameKey } from "@/lib/search/grammar/normalise";
import { parse } from "@/lib/search/grammar/parse";
import { printKey } from "@/lib/search/grammar/print-key";
import { printValue } from "@/lib/search/grammar/print-value";
import { toFilterNode } from "@/lib/search/grammar/to-node";

/** One value of one key; `key` is the name of a field or a tag. */
export type ValueFilter = { key: string; value: string; isNegated: boolean };

/**
 * A query in which a value is asked for. Where the value stands by itself already it is taken out, or turned round when it was
 * asked for the other way; else it is written behind the rest, which stays as it was typed.
 */
export function toggleFilter(text: string, wanted: ValueFilter, language: SearchLanguage): string {
  const filter = printFilter(wanted, language);
  const found = findFilters(text, language).filter(({ node }) => isSameValue(node, wanted, language));
  if (found.length === 0) return append(text, filter, language);
  let next = text;
  for (const { node, from, to } of found.toReversed()) {
    const kept = node.isNegated === wanted.isNegated ? "" : filter;
    next = `${next.slice(0, from).trimEnd()} ${kept} ${next.slice(to).trimStart()}`.replace("  ", " ").trim();
  }
  return next;
}

/** The values that stand by themselves in the row that all issues have to match. */
export function listFilters(text: string, language: SearchLanguage): ValueFilter[] {
  return findFilters(text, language).flatMap(({ node }) => {
    const [value] = node.values;
    const isOne = node.operator === "=" && node.values.length === 1;
    return isOne && value?.kind === "text"
      ? [{ key: node.key.name, value: value.text, isNegated: node.isNegated }]
      : [];
  });
}

/** Filters outside of parentheses and alternatives, with their places in the text. */
function findFilters(text: string, language: SearchLanguage) {
  const { tokens, ast } = parse(text, language);
  if (ast.type === "or") return [];
  let depth = 0;
  return tokens.flatMap((token, index) => {
    if (token.type === "open") depth += 1;
    if (token.type === "close") depth -= 1;
    if (token.type !== "filter" || depth > 0 || tokens[index - 1]?.type === "not") return [];
    const node = toFilterNode(token, language, []);
    return node?.type === "filter" ? [{ node, from: token.from, to: token.to }] : [];
  });
}

function isSameValue(node: FilterNode, { key, value }: ValueFilter, language: SearchLanguage): boolean {
  const [first] = node.values;
  return (
    node.operator === "=" &&
    node.values.length === 1 &&
    first?.kind === "text" &&
    first.text === value &&
    isSameKey(node.key, resolveName(key, language))
  );
}

function printFilter({ key, value, isNegated }: ValueFilter, language: SearchLanguage): string {
  const written = printValue({ kind: "text", text: value }, "value");
  return `${isNegated ? "!" : ""}${printKey(resolveName(key, language), language, written)}:${written}`;
}

/** Alternatives need parentheses, or the filter would belong to the last of them alone. */
function append(text: string, filter: string, language: SearchLanguage): string {
  const before = text.trim();
  if (before === "") return filter;
  return parse(before, language).ast.type === "or" ? `(${before}) ${filter}` : `${before} ${filter}`;
}
