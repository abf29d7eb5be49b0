import type { FilterNode, SearchNode } from "./ast";
import type { SearchLanguage } from "./language";
import { printKey } from "./print-key";
import { printText } from "./print-text";
import { printValue } from "./print-value";

/**
 * A query as text. For what `parse` and `normalise` return it is the canonical form: parsing it gives the same
 * tree again. The empty query is the empty string.
 */
export function print(node: SearchNode, language: SearchLanguage): string {
  if (node.type === "all") return "";
  return node.type === "and" ? printTerms(node.children, language, " ") : printTerm(node, language);
}

function printTerms(children: readonly SearchNode[], language: SearchLanguage, between: string): string {
  return children
    .map((child, index) => {
      const word = toJoiningWord(child);
      const isAmongWords = isWordOrNothing(children[index - 1]) || isWordOrNothing(children[index + 1]);
      return word !== null && isAmongWords ? word : printInside(child, language);
    })
    .join(between);
}

/** `and` and `or` in lower case join filters only; beside a word they are words and need no quotes. */
function toJoiningWord(node: SearchNode): string | null {
  if (node.type !== "text" || node.value.kind !== "text" || node.value.distance !== undefined) return null;
  return node.value.text === "and" || node.value.text === "or" ? node.value.text : null;
}

function isWordOrNothing(node: SearchNode | undefined): boolean {
  return node === undefined || node.type === "text";
}

/** Inside `and`, alternatives need parentheses. */
function printInside(node: SearchNode, language: SearchLanguage): string {
  return node.type === "or" || node.type === "and"
    ? `(${printTerm(node, language)})`
    : printTerm(node, language);
}

function printTerm(node: SearchNode, language: SearchLanguage): string {
  switch (node.type) {
    case "all":
      return "*";
    case "and":
      return printTerms(node.children, language, " ");
    case "or":
      return node.children.map((child) => printAlternative(child, language)).join(" OR ");
    case "not":
      return `NOT ${printInside(node.child, language)}`;
    case "has":
      return `${node.isNegated ? "!" : ""}has:${printKey(node.key, language)}`;
    case "text":
      return printText(node.value, language);
    default:
      return printFilter(node, language);
  }
}

/** AND binds before OR: no parentheses, but the word, so that nobody has to know. */
function printAlternative(node: SearchNode, language: SearchLanguage): string {
  return node.type === "and" ? printTerms(node.children, language, " AND ") : printInside(node, language);
}

function printFilter(node: FilterNode, language: SearchLanguage): string {
  const [first] = node.values;
  const value =
    node.values.length === 1 && first !== undefined
      ? printValue(first, "value")
      : `[${node.values.map((value) => printValue(value, "item")).join(", ")}]`;
  const shown = `${node.operator === "=" ? "" : node.operator}${value}`;
  return `${node.isNegated ? "!" : ""}${printKey(node.key, language, shown)}:${shown}`;
}
