import type { SearchOperator } from "@/lib/search/grammar/ast";
import { levelWords } from "@/lib/logs/query/language";

/** Severity numbers of a word, both included; `error` holds fatal, `debug` holds trace. */
const ranges: Readonly<Record<string, readonly [low: number, high: number]>> = {
  trace: [1, 4],
  debug: [1, 8],
  information: [9, 12],
  warning: [13, 16],
  error: [17, 24],
  fatal: [21, 24],
};

/** The severity numbers of a level's word, or null for a word of the sender's own. */
export function levelRange(word: string): readonly [low: number, high: number] | null {
  const name = levelWords[word.toLowerCase()];
  return name === undefined ? null : (ranges[name] ?? null);
}

/** Whether a severity number compares so with a level. */
export function compareLevel(
  sql: string,
  operator: SearchOperator | "!=",
  [low, high]: readonly [number, number],
): string {
  switch (operator) {
    case ">":
      return `${sql} > ${high}`;
    case ">=":
      return `${sql} >= ${low}`;
    case "<":
      return `${sql} < ${low}`;
    case "<=":
      return `${sql} <= ${high}`;
    case "!=":
      return `${sql} NOT BETWEEN ${low} AND ${high}`;
    default:
      return `${sql} BETWEEN ${low} AND ${high}`;
  }
}
