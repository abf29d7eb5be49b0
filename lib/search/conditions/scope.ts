import type { Actor } from "@/lib/context";
import type { SearchOperator, SearchValue } from "@/lib/search/grammar/ast";

/** What conditions are written with. `i` is the issue and `p` its project. */
export interface Scope {
  now: Date;
  /** Who is `me`. */
  actor: Pick<Actor, "userId" | "teamIds">;
  /** Adds a value and returns its placeholder: the only way for what a person typed into a condition. */
  bind: (value: unknown) => string;
  /** What a row shows; with an environment these are the environment's own. */
  columns: Readonly<Record<"firstSeen" | "lastSeen" | "events" | "users", string>>;
}

/** What is asked of a field: one of the values, or a comparison with the only one. */
export interface Question {
  operator: SearchOperator;
  values: readonly SearchValue[];
}

/** A question as SQL that is true or false, never null. */
export type Condition = (question: Question, scope: Scope) => string;

/** How a field is answered: by its values, and whether it is there at all. */
export interface Answer {
  match: Condition;
  has: (scope: Scope) => string;
}

/**
 * Ends a look at what an issue has beside its row: each issue is asked when its turn comes. Without it Postgres joins the
 * whole table of tags, to find the first fifty.
 */
export const ONE_BY_ONE = "OFFSET 0";

/** Any of some conditions; false for none. */
export function anyOf(conditions: readonly string[]): string {
  if (conditions.length === 0) return "FALSE";
  return conditions.length === 1 ? String(conditions[0]) : `(${conditions.join(" OR ")})`;
}
