import type { FilterNode, SearchKey, SearchNode, SearchOperator, SearchValue } from "./ast";
import { isAnything, toTextOrGlob } from "./glob";

/**
 * The canonical tree of a query: one meaning, one tree. `and` inside `and` is flat, negation sits at the filter,
 * `k:*` is `has:k`, `k:a OR k:b` is `k:[a, b]`, `date:>-24h` is `date:-24h`. Pure; applying it twice changes
 * nothing more.
 */
export function normalise(node: SearchNode): SearchNode {
  switch (node.type) {
    case "all":
      return node;
    case "and":
      return join("and", node.children.map(normalise));
    case "or":
      return join("or", mergeValues(node.children.map(normalise).flatMap(spread("or"))));
    case "not":
      return negate(normalise(node.child));
    case "has":
      return node.key.scope === "any" ? everything(node.isNegated) : node;
    case "text": {
      const { value } = node;
      if (isAnything(value)) return { type: "all" };
      return value.kind === "glob" ? { ...node, value: toTextOrGlob(value.parts, value.distance) } : node;
    }
    default:
      return normaliseFilter(node);
  }
}

function everything(isNegated: boolean): SearchNode {
  return isNegated ? { type: "not", child: { type: "all" } } : { type: "all" };
}

function spread(type: "and" | "or"): (node: SearchNode) => SearchNode[] {
  return (node) => (node.type === type ? node.children : [node]);
}

function join(type: "and" | "or", children: readonly SearchNode[]): SearchNode {
  const flat = children.flatMap(spread(type));
  if (type === "or" && flat.some((child) => child.type === "all")) return { type: "all" };
  const rest = flat.filter((child) => child.type !== "all");
  const [first] = rest;
  if (first === undefined) return { type: "all" };
  return rest.length === 1 ? first : { type, children: rest };
}

function negate(node: SearchNode): SearchNode {
  if (node.type === "not") return node.child;
  if (node.type === "filter" || node.type === "has") return { ...node, isNegated: !node.isNegated };
  return { type: "not", child: node };
}

/** Alternatives on the same key become one filter with several values, at the place of the first. */
function mergeValues(children: readonly SearchNode[]): SearchNode[] {
  const merged: SearchNode[] = [];
  const places = new Map<string, number>();
  for (const child of children) {
    if (child.type !== "filter" || child.isNegated || child.operator !== "=") {
      merged.push(child);
      continue;
    }
    const name = JSON.stringify([child.key.scope, child.key.name]);
    const place = places.get(name);
    const first = place === undefined ? undefined : merged[place];
    if (place === undefined || first?.type !== "filter") {
      places.set(name, merged.length);
      merged.push(child);
    } else {
      merged[place] = { ...first, values: [...first.values, ...child.values] };
    }
  }
  return merged.map((child) =>
    child.type === "filter" ? { ...child, values: distinct(child.values) } : child,
  );
}

function distinct(values: readonly SearchValue[]): SearchValue[] {
  return [...new Map(values.map((value) => [identify(value), value])).values()];
}

/** Field order of objects that callers build may differ; the printed identity must not. */
function identify(value: SearchValue): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function normaliseFilter(node: FilterNode): SearchNode {
  const { key, isNegated, span } = node;
  if (node.operator === "=" && node.values.some(isAnything)) {
    return normalise({ type: "has", key, isNegated, ...(span === undefined ? {} : { span }) });
  }
  const [value, ...more] = distinct(node.values.map(normaliseValue));
  if (value === undefined) return everything(!isNegated);
  if (value.kind !== "relative" || node.operator === "=") return { ...node, values: [value, ...more] };
  return { ...node, operator: "=", values: [{ ...value, direction: toDirection(node.operator) }] };
}

function normaliseValue(value: SearchValue): SearchValue {
  return value.kind === "glob" ? toTextOrGlob(value.parts, value.distance) : value;
}

/** `>-24h` is newer than 24 hours ago, as `-24h` says by itself; `<-24h` is `+24h`. */
function toDirection(operator: SearchOperator): "after" | "before" {
  return operator === ">" || operator === ">=" ? "after" : "before";
}

/** Whether two keys are the same. */
export function isSameKey(one: SearchKey, other: SearchKey): boolean {
  return one.scope === other.scope && one.name === other.name;
}
