import { levelNumber } from "@/lib/events/level";
import { LEVELS } from "@/lib/protocol/event";
import { compileIssues } from "@/lib/search/compile-issues";
import { matchExactly, matchText, textsOf } from "@/lib/search/conditions/match-text";
import { anyOf, type Scope } from "@/lib/search/conditions/scope";
import type { FilterNode, SearchNode } from "@/lib/search/grammar/ast";

/**
 * The outer part of a query over events as a condition over `e` (the event), `i` (its issue) and `p` (its project), true or
 * false. What stands in columns of the event is asked of it, all else of the issue.
 */
export function compileEvents(node: SearchNode, scope: Scope): string {
  switch (node.type) {
    case "and":
    case "or":
      return `(${node.children.map((child) => compileEvents(child, scope)).join(node.type === "and" ? " AND " : " OR ")})`;
    case "not":
      return `NOT ${compileEvents(node.child, scope)}`;
    case "has": {
      const column = columnOf(node.key.scope === "field" ? node.key.name : "");
      if (column === null) return compileIssues(node, scope);
      return node.isNegated ? `${column} = ''` : `${column} <> ''`;
    }
    case "filter": {
      const condition = compileFilter(node, scope);
      if (condition === null) return compileIssues(node, scope);
      return node.isNegated ? `NOT (${condition})` : condition;
    }
    default:
      return compileIssues(node, scope);
  }
}

function columnOf(name: string): string | null {
  return name === "environment" || name === "release" ? `e.${name}` : null;
}

function compileFilter({ key, operator, values }: FilterNode, scope: Scope): string | null {
  if (key.scope !== "field") return null;
  if (key.name === "environment") return matchExactly("e.environment", values, scope);
  if (key.name === "release") return matchText("e.release", { operator, values }, scope);
  if (key.name !== "level") return null;
  const numbers = textsOf(values).flatMap((word) =>
    LEVELS.filter((level) => level === word).map(levelNumber),
  );
  return operator === "="
    ? `e.level = ANY(${scope.bind(numbers)}::smallint[])`
    : anyOf(numbers.map((number) => `e.level ${operator} ${scope.bind(number)}::smallint`));
}
