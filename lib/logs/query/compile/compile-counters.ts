import type { SearchNode, SearchValue } from "@/lib/search/grammar/ast";

/** Lowest and highest severity of the words that counters know, as their number. */
const levels: Readonly<Record<string, number>> = { debug: 0, information: 1, warning: 2, error: 3 };

/**
 * A filter as a condition of Postgres over `log_stat s` and its `project p`, if counters can answer it: level, host,
 * service and project alone. Null when they cannot.
 */
export function compileCounters(node: SearchNode, bind: (value: unknown) => string): string | null {
  switch (node.type) {
    case "all":
      return "TRUE";
    case "and":
    case "or": {
      const parts = node.children.map((child) => compileCounters(child, bind));
      if (parts.some((part) => part === null)) return null;
      return `(${parts.join(node.type === "and" ? " AND " : " OR ")})`;
    }
    case "not": {
      const child = compileCounters(node.child, bind);
      return child === null ? null : `NOT ${child}`;
    }
    case "has": {
      const column = node.key.scope === "field" ? columns[node.key.name] : undefined;
      return column === undefined ? null : `(${column} ${node.isNegated ? "=" : "<>"} '')`;
    }
    case "filter": {
      if (node.key.scope !== "field") return null;
      const condition =
        node.key.name === "level"
          ? compileLevel(node.operator, node.values, bind)
          : node.key.name === "project"
            ? compileText("p.slug", node.values, bind)
            : compileText(columns[node.key.name], node.values, bind);
      if (condition === null) return null;
      return node.isNegated ? `NOT (${condition})` : condition;
    }
    default:
      return null;
  }
}

/** Whether a filter that counters can answer asks for host or service: what is counted without names has no answer to that. */
export function asksForNames(node: SearchNode): boolean {
  switch (node.type) {
    case "and":
    case "or":
      return node.children.some(asksForNames);
    case "not":
      return asksForNames(node.child);
    case "has":
    case "filter":
      return node.key.scope === "field" && node.key.name in columns;
    default:
      return false;
  }
}

const columns: Readonly<Record<string, string>> = { host: "s.host", service: "s.service" };

function compileLevel(
  operator: string,
  values: readonly SearchValue[],
  bind: (value: unknown) => string,
): string | null {
  const wanted = values.map((value) => (value.kind === "text" ? levels[value.text] : undefined));
  if (wanted.some((level) => level === undefined)) return null;
  return operator === "="
    ? `s.level = ANY (${bind(wanted)}::int[])`
    : `s.level ${operator} ${bind(wanted[0])}::int`;
}

function compileText(
  column: string | undefined,
  values: readonly SearchValue[],
  bind: (value: unknown) => string,
): string | null {
  if (column === undefined) return null;
  const parts = values.map((value) => {
    if (value.kind === "text" && value.distance === undefined)
      return `lower(${column}) = lower(${bind(value.text)}::text)`;
    if (value.kind !== "glob" || value.distance !== undefined) return null;
    const like = value.parts.map((part) => {
      if ("literal" in part) return part.literal.replace(/[\\%_]/g, "\\$&");
      return part.wildcard === "*" ? "%" : "_";
    });
    return `(${column} <> '' AND lower(${column}) LIKE lower(${bind(like.join(""))}::text))`;
  });
  return parts.some((part) => part === null) ? null : `(${parts.join(" OR ")})`;
}
