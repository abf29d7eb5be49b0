import { answerTag } from "./conditions/answer-tag";
import { issueAnswers } from "./conditions/issue-answers";
import { containsText } from "./conditions/match-text";
import { readFrameLine } from "./conditions/read-frame-line";
import { type Answer, anyOf, ONE_BY_ONE, type Question, type Scope } from "./conditions/scope";
import type { FilterNode, SearchKey, SearchNode, SearchValue } from "./grammar/ast";

const INDEXED = /[\p{L}\p{N}]{3}/u;

/**
 * A query as a condition over `i` (the issue) and `p` (its project), true or false, never null. Columns come from a fixed
 * table, everything that was typed is a parameter, and what lies outside the issue's row is looked up by its project and
 * id. Words that nothing can answer match nothing; `judgeQuery` tells them apart.
 */
export function compileIssues(node: SearchNode, scope: Scope): string {
  switch (node.type) {
    case "all":
      return "TRUE";
    case "and":
    case "or":
      return join(node.type === "and" ? readFrameLine(node.children) : node.children, node.type, scope);
    case "not":
      return `NOT ${compileIssues(node.child, scope)}`;
    case "has":
      return negate(answerKey(node.key)?.has(scope) ?? "FALSE", node.isNegated);
    case "text":
      return matchWords({ operator: "=", values: readFrameLine([node]).map(({ value }) => value) }, scope);
    default:
      return negate(compileFilter(node, scope), node.isNegated);
  }
}

/**
 * Takes the words out of a query that stand in the text `t` of every issue it can match, and that the index of texts can
 * find, which knows three letters in a row and more: as a condition over `t` (null when there are none), and what else is asked.
 */
export function splitWords(node: SearchNode, scope: Scope): { words: string | null; rest: SearchNode } {
  const nodes = readFrameLine(node.type === "and" ? node.children : [node]);
  const values = nodes.flatMap((one) => (one.type === "text" && isIndexed(one.value) ? [one.value] : []));
  if (values.length === 0) return { words: null, rest: node };
  const others = nodes.filter((one) => one.type !== "text" || !isIndexed(one.value));
  return {
    words: values
      .map((value) => containsText("t.text", { operator: "=", values: [value] }, scope))
      .join(" AND "),
    rest: others.length === 0 ? { type: "all" } : { type: "and", children: others },
  };
}

function isIndexed(value: SearchValue): boolean {
  if (value.kind === "text") return INDEXED.test(value.text);
  return value.kind === "glob" && value.parts.some((part) => "literal" in part && INDEXED.test(part.literal));
}

function join(nodes: readonly SearchNode[], type: "and" | "or", scope: Scope): string {
  return `(${nodes.map((node) => compileIssues(node, scope)).join(type === "and" ? " AND " : " OR ")})`;
}

function negate(condition: string, isNegated: boolean): string {
  return isNegated ? `NOT (${condition})` : condition;
}

function compileFilter({ key, operator, values }: FilterNode, scope: Scope): string {
  if (key.scope === "any") {
    const inTags = `EXISTS (SELECT FROM issue_tag t WHERE t.project_id = i.project_id AND t.issue_id = i.id AND ${containsText("lower(t.value)", { operator, values }, scope)} ${ONE_BY_ONE})`;
    return anyOf([matchWords({ operator, values }, scope), inTags]);
  }
  return answerKey(key)?.match({ operator, values }, scope) ?? "FALSE";
}

/** How a key is answered; null for flags, which are not stored. */
function answerKey(key: SearchKey): Answer | null {
  if (key.scope === "flag" || key.scope === "any") return null;
  return (key.scope === "field" ? issueAnswers.get(key.name) : undefined) ?? answerTag(key.name);
}

/** Free words stand in title, culprit, logger or the innermost frames, anywhere and in any case. */
function matchWords(question: Question, scope: Scope): string {
  return `EXISTS (SELECT FROM issue_text t WHERE t.project_id = i.project_id AND t.issue_id = i.id AND ${containsText("t.text", question, scope)} ${ONE_BY_ONE})`;
}
