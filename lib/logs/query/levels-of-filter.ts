import type { FilterNode, SearchNode } from "@/lib/search/grammar/ast";
import { logLevels } from "@/lib/logs/levels";
import { compareLevel } from "@/lib/logs/tail/match/match-filter";
import { levelWords } from "./language";

const all: ReadonlySet<number> = new Set(logLevels.keys());

/** The categories of level (0 debug to 3 error) of the lines that a filter finds, when it asks for nothing else; else null. Pure. */
export function levelsOf(node: SearchNode): ReadonlySet<number> | null {
  switch (node.type) {
    case "all":
      return all;
    case "and":
    case "or": {
      const parts = node.children.map(levelsOf);
      if (parts.some((part) => part === null)) return null;
      return choose((level) =>
        node.type === "and"
          ? parts.every((part) => part?.has(level))
          : parts.some((part) => part?.has(level)),
      );
    }
    case "not": {
      const child = levelsOf(node.child);
      return child && choose((level) => !child.has(level));
    }
    case "filter": {
      const found = levelsOfKey(node);
      return found && node.isNegated ? choose((level) => !found.has(level)) : found;
    }
    default:
      return null;
  }
}

function levelsOfKey({ key, operator, values }: FilterNode): ReadonlySet<number> | null {
  if (key.scope !== "field" || key.name !== "level") return null;
  const words = values.map((value) =>
    value.kind === "text" ? levelWords[value.text.toLowerCase()] : undefined,
  );
  const wanted = words.map((word) => logLevels.findIndex((level) => level === word));
  if (wanted.includes(-1)) return null;
  return choose((level) => wanted.some((one) => compareLevel(level, operator, [one, one])));
}

function choose(isChosen: (level: number) => boolean): ReadonlySet<number> {
  return new Set([...all].filter(isChosen));
}
