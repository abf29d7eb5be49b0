import type { SearchKey, SearchNode, Span } from "./ast";

/** Every key that a query names, in order, once per place: to tell which of them nobody knows. */
export function collectKeys(node: SearchNode): { key: SearchKey; span?: Span }[] {
  switch (node.type) {
    case "and":
    case "or":
      return node.children.flatMap(collectKeys);
    case "not":
      return collectKeys(node.child);
    case "filter":
    case "has":
      return [{ key: node.key, ...(node.span === undefined ? {} : { span: node.span }) }];
    default:
      return [];
  }
}
