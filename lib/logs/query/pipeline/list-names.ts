import type { Expression, Name, Stage } from "./ast";
import { isSingle } from "./is-single";
import { listComputed } from "./list-computed";

/** Stages that leave lines what they are. */
const keeping: readonly Stage["verb"][] = ["dedup", "sort", "limit", "fields", "sample"];

/**
 * The names in stages that can mean nothing but a field of the lines, as they were typed: not what stages before made, and
 * nothing behind a stage that may have made any name or a table.
 */
export function listNames(stages: readonly Stage[]): Name[] {
  const found: Name[] = [];
  const made = new Set<string>();
  for (const stage of stages) {
    found.push(...namesOf(stage).filter(({ name, isTag }) => isTag || !made.has(name)));
    const isAnyName = stage.verb === "lookup" || (stage.verb === "extract" && isBag(stage.method));
    if (isAnyName || !(isSingle(stage) || keeping.includes(stage.verb))) break;
    for (const name of listComputed([stage])) made.add(name);
  }
  return found;
}

function isBag(method: string): boolean {
  return method === "json" || method === "logfmt";
}

function namesOf(stage: Stage): Name[] {
  switch (stage.verb) {
    case "stats":
    case "timechart": {
      const by = stage.by === null ? [] : [stage.by].flat();
      return [...stage.aggregates.flatMap(({ call }) => namesIn(call)), ...by.flatMap(inKey)];
    }
    case "top":
    case "rare":
      return [...stage.keys, ...stage.by].flatMap(inKey);
    case "dedup":
    case "sort":
      return stage.keys.flatMap(inKey);
    case "where":
      return namesIn(stage.condition);
    case "eval":
      return stage.assignments.flatMap(({ expression }) => namesIn(expression));
    case "fields":
      return stage.columns.flatMap(namesIn);
    case "transaction":
      return stage.by;
    case "lookup":
      return [stage.on];
    case "extract":
    case "parse":
      return stage.source === null ? [] : [stage.source];
    default:
      return [];
  }
}

function inKey({ expression }: { expression: Expression }): Name[] {
  return namesIn(expression);
}

function namesIn(node: Expression): Name[] {
  switch (node.type) {
    case "name":
      return [node];
    case "call":
      return node.args.flatMap(namesIn);
    case "unary":
      return namesIn(node.operand);
    case "binary":
      return [...namesIn(node.left), ...namesIn(node.right)];
    default:
      return [];
  }
}
