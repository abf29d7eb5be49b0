import { answerTag } from "./conditions/answer-tag";
import { issueAnswers } from "./conditions/issue-answers";
import { containsText } from "./conditions/match-text";
import { readFrameLine } from "./conditions/read-frame-line";
import { type Answer, anyOf, type Question, type Scope } from "./conditions/scope";
import type { FilterNode, SearchKey, SearchNode } from "./grammar/ast";

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

function join(nodes: readonly SearchNode[], type: "and" | "or", scope: Scope): string {
  return `(${nodes.map((node) => compileIssues(node, scope)).join(type === "and" ? " AND " : " OR ")})`;
}

function negate(condition: string, isNegated: boolean): string {
  return isNegated ? `NOT (${condition})` : condition;
}

function compileFilter({ key, operator, values }: FilterNode, scope: Scope): string {
  if (key.scope === "any") {
    const inTags = `EXISTS (SELECT FROM issue_tag t WHERE t.project_id = i.project_id AND t.issue_id = i.id AND ${containsText("lower(t.value)", { operator, values }, scope)})`;
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
  return `EXISTS (SELECT FROM issue_text t WHERE t.project_id = i.project_id AND t.issue_id = i.id AND ${containsText("t.text", question, scope)})`;
}
